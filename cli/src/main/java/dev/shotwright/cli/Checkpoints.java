package dev.shotwright.cli;

import dev.shotwright.engine.hub.Catalogue;
import dev.shotwright.engine.hub.HubKind;
import dev.shotwright.engine.hub.ModelStore;
import dev.shotwright.engine.hub.RepositoryName;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The checkpoints that a user keeps, in the folder {@code models} of their {@link Home}, and the names they have. */
record Checkpoints(Catalogue catalogue, ModelStore store) {

    static Checkpoints of(Surroundings surroundings) {
        var home = Home.of(surroundings);
        if (home == null) {
            throw new ShotwrightException(
                    ErrorCode.INVALID_VALUE,
                    "SHOTWRIGHT_HOME",
                    "SHOTWRIGHT_HOME is not set, nor is HOME; accepted is a folder to keep models in");
        }
        return new Checkpoints(Catalogue.standard(), new ModelStore(home.resolve("models")));
    }

    /** The repository under which a model is kept. */
    RepositoryName kept(String asked) {
        var entry = catalogue.entry(asked);
        for (var hub : HubKind.values()) {
            if (store.find(entry.repository(hub)) != null) {
                return entry.repository(hub);
            }
        }
        return entry.repository(HubKind.HUGGING_FACE);
    }

    /** What users call the model of a repository. */
    String name(RepositoryName repository) {
        return catalogue.entry(repository.toString()).name();
    }

    ObjectNode node(ModelStore.Stored stored) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("model", name(stored.repository()))
                .put("repository", stored.repository().toString())
                .put("folder", stored.folder().toString())
                .put("hub", stored.hub())
                .put("revision", stored.revision())
                .put("whole", stored.completeness() == ModelStore.Completeness.WHOLE)
                .put("files", stored.files())
                .put("bytes", stored.bytes())
                .put("present", stored.present());
    }

    /** A line of progress in bytes, which also carries the wish to stop. */
    static ProgressLine progress(Surroundings surroundings, Console console, String name) {
        return ProgressLine.of(surroundings, console, name, console::note, _ -> Counted.BYTES);
    }
}
