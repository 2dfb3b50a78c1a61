package dev.shotwright.cli;

import dev.shotwright.engine.hub.Bytes;
import dev.shotwright.engine.hub.HubEnvironment;
import dev.shotwright.engine.hub.ModelStore;
import dev.shotwright.engine.hub.ModelStore.Stored;
import dev.shotwright.engine.hub.Pull;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "pull",
        customSynopsis = "shotwright models pull NAME [OPTION]...",
        description = "Fetch a checkpoint from a hub: the needed files alone, resumed where it ended, and checked.",
        footer = {
            "",
            "Examples:",
            "  shotwright models pull wan2.1-t2v-1.3b",
            "  shotwright models pull Wan-AI/Wan2.1-T2V-14B-Diffusers --hub modelscope"
        })
final class ModelsPullCommand implements Command {
    private final Surroundings surroundings;
    private final Console console;

    @Parameters(index = "0", paramLabel = "NAME", description = "A model that models list shows, or owner/name.")
    private String name = "";

    @Mixin
    private HubOptions words = new HubOptions();

    @Option(names = "--parallel", paramLabel = "N", description = "Files at a time; 4 if not given.")
    private int parallel = 4;

    ModelsPullCommand(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    @Override
    public Exit run() {
        var checkpoints = Checkpoints.of(surroundings);
        var environment = new HubEnvironment(surroundings.environment());
        var entry = checkpoints.catalogue().entry(name);
        var address = words.address(environment);
        var repository = entry.repository(address.kind());
        if (environment.offline()) {
            return offline(checkpoints, checkpoints.store().find(checkpoints.kept(name)));
        }
        surroundings.cancellation().begin();
        try (var line = Checkpoints.progress(surroundings, console, entry.name())) {
            var result = new Pull(checkpoints.store(), address, environment.proxies(), parallel)
                    .run(repository, entry.files(), line);
            line.end();
            return tell(checkpoints, result.stored(), result.fetched());
        }
    }

    private Exit offline(Checkpoints checkpoints, @Nullable Stored stored) {
        if (stored == null || stored.completeness() != ModelStore.Completeness.WHOLE) {
            throw new ShotwrightException(
                    ErrorCode.REFUSED,
                    "HF_HUB_OFFLINE",
                    "%s is not here in whole, and HF_HUB_OFFLINE or TRANSFORMERS_OFFLINE forbids to ask a hub; accepted is to unset it"
                            .formatted(name));
        }
        return tell(checkpoints, stored, 0);
    }

    private Exit tell(Checkpoints checkpoints, Stored stored, long fetched) {
        console.print(stored.folder().toString());
        console.note("%s: whole, %d files, %s, of which %s were fetched now"
                .formatted(
                        checkpoints.name(stored.repository()),
                        stored.files(),
                        Bytes.text(stored.bytes()),
                        Bytes.text(fetched)));
        console.object(checkpoints.node(stored).put("fetched", fetched));
        return Exit.DONE;
    }
}
