package dev.shotwright.engine.hub;

import dev.shotwright.vocabulary.ShotwrightException;
import java.util.regex.Pattern;

/** The name of a repository on a hub: an owner and a name, each of letters, digits, {@code .}, {@code _} and {@code -}. */
public record RepositoryName(String owner, String name) {
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9](?!.*\\.\\.)[A-Za-z0-9._-]{0,95}(?<![.])");

    public RepositoryName {
        if (!PART.matcher(owner).matches() || !PART.matcher(name).matches()) {
            throw refused(owner + "/" + name);
        }
    }

    /** @throws ShotwrightException if the text is not {@code owner/name} */
    public static RepositoryName parse(String text) {
        var slash = text.indexOf('/');
        if (slash < 0) {
            throw refused(text);
        }
        return new RepositoryName(text.substring(0, slash), text.substring(slash + 1));
    }

    private static ShotwrightException refused(String text) {
        return ShotwrightException.invalid(
                "model", "'" + text + "'", "owner/name, such as Wan-AI/Wan2.1-T2V-1.3B-Diffusers");
    }

    @Override
    public String toString() {
        return owner + "/" + name;
    }
}
