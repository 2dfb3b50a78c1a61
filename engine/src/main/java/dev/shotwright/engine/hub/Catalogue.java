package dev.shotwright.engine.hub;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.Nearest;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.document.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The models that can be fetched by a short name, read from {@code catalogue.yaml}.
 *
 * @param unlisted what is fetched of a repository that has no entry
 */
public record Catalogue(List<Entry> models, FileChoice unlisted) {
    private static final String RESOURCE = "catalogue.yaml";

    /**
     * One model.
     *
     * @param name what users call it, such as {@code wan2.1-t2v-1.3b}
     * @param repositories where it lies, by the {@linkplain HubKind#word word} of the hub
     */
    public record Entry(String name, String title, Map<String, String> repositories, FileChoice files) {
        public Entry {
            repositories = Map.copyOf(repositories);
            for (var hub : HubKind.values()) {
                RepositoryName.parse(Objects.requireNonNull(repositories.get(hub.word()), hub.word()));
            }
        }

        public RepositoryName repository(HubKind hub) {
            return RepositoryName.parse(Objects.requireNonNull(repositories.get(hub.word())));
        }
    }

    public Catalogue {
        models = List.copyOf(models);
    }

    /** The catalogue that comes with the program. */
    public static Catalogue standard() {
        try (var stream = Objects.requireNonNull(Catalogue.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return Documents.yaml().read(Catalogue.class, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The entry for what a user asks for, by name or by {@code owner/name}; a repository that is not listed gets one of its
     * own.
     *
     * @throws ShotwrightException with {@link ErrorCode#UNKNOWN_MODEL}, naming the known ones
     */
    public Entry entry(String asked) {
        for (var entry : models) {
            if (entry.name().equals(asked) || entry.repositories().containsValue(asked)) {
                return entry;
            }
        }
        if (asked.indexOf('/') >= 0) {
            var repository = RepositoryName.parse(asked).toString();
            return new Entry(
                    repository,
                    repository,
                    List.of(HubKind.values()).stream().collect(Collectors.toMap(HubKind::word, hub -> repository)),
                    unlisted);
        }
        var known = models.stream().map(Entry::name).toList();
        var nearest = Nearest.word(asked, known);
        throw new ShotwrightException(
                ErrorCode.UNKNOWN_MODEL,
                "model",
                "model is '%s'; %saccepted are %s, or the owner/name of a repository"
                        .formatted(
                                asked,
                                nearest == null ? "" : "nearest is " + nearest + "; ",
                                String.join(", ", known)));
    }
}
