package dev.shotwright.cli;

import dev.shotwright.vocabulary.Nearest;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.document.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator can do over HTTP, read from {@code admin.yaml}.
 *
 * @param subjects the acts by what they are about
 */
record AdminActs(Map<String, List<Act>> subjects) {
    private static final String RESOURCE = "admin.yaml";
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    /**
     * One act.
     *
     * @param name the word on the command line
     * @param method of HTTP
     * @param at the path behind {@code /api/v1}, with names in braces
     * @param takes the fields of what is sent that are given as names behind those of the path
     * @param usual what is sent of the fields that nobody names
     * @param base the field of what is there already that is changed; absent where nothing is
     */
    record Act(
            String name,
            String method,
            String at,
            List<String> takes,
            Map<String, Object> usual,
            @Nullable String base) {

        Act {
            takes = List.copyOf(takes);
            usual = Collections.unmodifiableMap(new LinkedHashMap<>(usual));
        }

        /** The word, and the names that it wants. */
        String usage() {
            return (name + " " + String.join(" ", wanted()).toUpperCase(Locale.ROOT)).strip();
        }

        private List<String> places() {
            return PLACE.matcher(at).results().map(place -> place.group(1)).toList();
        }

        private List<String> wanted() {
            return Stream.concat(places().stream(), takes.stream()).toList();
        }

        /** The fields that were given as names. */
        Map<String, String> taken(List<String> names) {
            var fields = new LinkedHashMap<String, String>();
            for (var i = 0; i < takes.size(); i++) {
                fields.put(takes.get(i), names.get(places().size() + i));
            }
            return fields;
        }

        /** The path with its names filled in. */
        String path(List<String> names, Map<String, String> parameters) {
            if (names.size() != wanted().size()) {
                throw ShotwrightException.invalid(
                        "NAME", names.isEmpty() ? "absent" : String.join(" ", names), usage());
            }
            var path = at;
            for (var i = 0; i < places().size(); i++) {
                path = path.replace("{" + places().get(i) + "}", encoded(names.get(i)));
            }
            var query = parameters.entrySet().stream()
                    .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                    .collect(Collectors.joining("&"));
            return "/api/v1" + path + (query.isEmpty() ? "" : "?" + query);
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }
    }

    AdminActs {
        subjects = Collections.unmodifiableMap(new LinkedHashMap<>(subjects));
    }

    static AdminActs standard() {
        try (var stream = Objects.requireNonNull(AdminActs.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return Documents.yaml().read(AdminActs.class, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws ShotwrightException naming the known subjects */
    List<Act> of(String subject) {
        var acts = subjects.get(subject);
        if (acts == null || acts.isEmpty()) {
            var nearest = Nearest.word(subject, List.copyOf(subjects.keySet()));
            throw ShotwrightException.invalid(
                    "SUBJECT",
                    "'" + subject + "'",
                    (nearest == null ? "" : "nearest is " + nearest + "; ") + String.join(", ", subjects.keySet()));
        }
        return acts;
    }
}
