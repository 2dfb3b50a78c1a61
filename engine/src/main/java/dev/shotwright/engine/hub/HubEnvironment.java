package dev.shotwright.engine.hub;

import java.io.IOException;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the environment says about the hubs, in the variables that their own programs read. */
public final class HubEnvironment {
    private static final Set<String> YES = Set.of("1", "ON", "YES", "TRUE");

    private final Map<String, String> variables;

    public HubEnvironment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /**
     * Where a hub answers.
     *
     * @param endpoint what the user has said, or null to go by {@code HF_ENDPOINT}, or by {@code MODELSCOPE_ENDPOINT} or
     *     {@code MODELSCOPE_DOMAIN}
     * @param token what the user has said, or null to go by {@code HF_TOKEN}, {@code HUGGING_FACE_HUB_TOKEN} or the file in
     *     which Hugging Face's program keeps it, or by {@code MODELSCOPE_API_TOKEN} or {@code MODELSCOPE_SDK_TOKEN}
     */
    public HubAddress address(HubKind kind, @Nullable String endpoint, @Nullable String token) {
        return switch (kind) {
            case HUGGING_FACE ->
                address(kind, endpoint, first("HF_ENDPOINT"), "https://huggingface.co", token, huggingFaceToken());
            case MODELSCOPE ->
                address(
                        kind,
                        endpoint,
                        first("MODELSCOPE_ENDPOINT", "MODELSCOPE_DOMAIN"),
                        "https://www.modelscope.cn",
                        token,
                        first("MODELSCOPE_API_TOKEN", "MODELSCOPE_SDK_TOKEN"));
        };
    }

    private static HubAddress address(
            HubKind kind,
            @Nullable String said,
            @Nullable String set,
            String usual,
            @Nullable String token,
            @Nullable String setToken) {
        return HubAddress.of(kind, said != null ? said : set != null ? set : usual, token != null ? token : setToken);
    }

    /** Whether {@code HF_HUB_OFFLINE} or {@code TRANSFORMERS_OFFLINE} forbids to ask any hub. */
    public boolean offline() {
        var word = first("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE");
        return word != null && YES.contains(word.toUpperCase(Locale.ROOT));
    }

    /**
     * The way to the hubs: through what {@code HTTPS_PROXY} and {@code HTTP_PROXY} name, but for the hosts of {@code NO_PROXY}; each
     * in lower case too, which wins.
     */
    public ProxySelector proxies() {
        return new Proxies(
                first("http_proxy", "HTTP_PROXY"), first("https_proxy", "HTTPS_PROXY"), first("no_proxy", "NO_PROXY"));
    }

    private @Nullable String huggingFaceToken() {
        var implicit = first("HF_HUB_DISABLE_IMPLICIT_TOKEN");
        if (implicit != null && YES.contains(implicit.toUpperCase(Locale.ROOT))) {
            return null;
        }
        var token = first("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN");
        if (token != null) {
            return token.strip();
        }
        var file = tokenFile();
        try {
            var text = file == null || !Files.isRegularFile(file)
                    ? ""
                    : Files.readString(file).strip();
            return text.isEmpty() ? null : text;
        } catch (IOException e) {
            return null;
        }
    }

    private @Nullable Path tokenFile() {
        var file = first("HF_TOKEN_PATH");
        if (file != null) {
            return Path.of(file);
        }
        var own = first("HF_HOME");
        if (own != null) {
            return Path.of(own, "token");
        }
        var cache = first("XDG_CACHE_HOME");
        if (cache != null) {
            return Path.of(cache, "huggingface", "token");
        }
        var home = first("HOME");
        return home == null ? null : Path.of(home, ".cache", "huggingface", "token");
    }

    private @Nullable String first(String... names) {
        for (var name : names) {
            var value = variables.get(name);
            if (value != null && !value.isBlank()) {
                return value.strip();
            }
        }
        return null;
    }
}
