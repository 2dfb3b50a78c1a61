package dev.shotwright.cli;

import dev.shotwright.engine.hub.HubAddress;
import dev.shotwright.engine.hub.HubEnvironment;
import dev.shotwright.engine.hub.HubKind;
import dev.shotwright.vocabulary.Spelled;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which hub is asked, and by whom. */
final class HubOptions {
    @Option(names = "--hub", paramLabel = "NAME", description = "huggingface or modelscope; huggingface if not given.")
    @Nullable
    String hub;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "A mirror of the hub; else HF_ENDPOINT or MODELSCOPE_DOMAIN.")
    @Nullable
    String endpoint;

    @Option(names = "--token", paramLabel = "TOKEN", description = "Who asks; else HF_TOKEN or MODELSCOPE_API_TOKEN.")
    @Nullable
    String token;

    HubAddress address(HubEnvironment environment) {
        var kind = hub == null ? HubKind.HUGGING_FACE : Spelled.parse(HubKind.class, "--hub", hub);
        return environment.address(kind, endpoint, token);
    }
}
