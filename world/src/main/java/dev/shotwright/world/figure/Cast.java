package dev.shotwright.world.figure;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.world.figure.Motion.Clock;
import dev.shotwright.world.figure.Motion.Gait;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** All kinds and actions that the data files describe. Two threads may use one cast. */
public final class Cast {
    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private final Map<String, Repertoire> repertoires = new HashMap<>();
    private final Map<String, Figure> figures = new ConcurrentHashMap<>();
    private final Map<String, String> standIns = new LinkedHashMap<>();
    private final Set<String> canonicalKinds = new LinkedHashSet<>();
    private final Set<String> canonicalActions = new LinkedHashSet<>();
    private final Colours colours;
    private final Outlines outlines;

    private Cast() {
        var mapper = new YAMLMapper();
        var index = read(mapper, "cast.yaml");
        colours = colours(index.path("colours"));
        outlines = new Outlines(texts(index.path("outlines")));
        standIns.putAll(texts(index.path("stand-ins")));
        words(index.path("kinds"), canonicalKinds);
        words(index.path("actions"), canonicalActions);
        for (var file : index.path("files")) {
            for (var entry : read(mapper, file.asString()).properties()) {
                kinds.put(entry.getKey(), kind(entry.getKey(), entry.getValue()));
            }
        }
        var falls = texts(index.path("falls"));
        var sets = new HashMap<String, Map<String, Motion>>();
        for (var file : index.path("motions")) {
            for (var entry : read(mapper, file.asString()).properties()) {
                var set = new LinkedHashMap<String, Motion>();
                var from = entry.getValue().path("from");
                if (from.isString()) {
                    set.putAll(sets.getOrDefault(from.asString(), Map.of()));
                }
                for (var action : entry.getValue().properties()) {
                    if (action.getValue().isObject()) {
                        set.put(action.getKey(), motion(action.getKey(), action.getValue(), set));
                    }
                }
                sets.put(entry.getKey(), set);
            }
        }
        sets.forEach((name, set) -> repertoires.put(name, new Repertoire(set, falls)));
    }

    /** The cast that Shotwright brings. */
    public static Cast standard() {
        return new Cast();
    }

    /**
     * The figure of a kind.
     *
     * @param family for a kind that the cast lacks, the family of its stand-in; null counts as {@code prop}
     */
    public Figure figure(String kind, @Nullable String family) {
        var name = kinds.containsKey(kind)
                ? kind
                : standIns.getOrDefault(family == null ? "prop" : family, standIns.getOrDefault("prop", "box"));
        return figures.computeIfAbsent(name, this::build);
    }

    /** The names of all kinds, those of {@code cast.yaml} first. */
    public Set<String> kinds() {
        return canonicalKinds;
    }

    /** The names of all actions. */
    public Set<String> actions() {
        return canonicalActions;
    }

    public Colours colours() {
        return colours;
    }

    /** Whether a figure of this name has been described. */
    boolean describes(String kind) {
        return kinds.containsKey(kind);
    }

    private Figure build(String name) {
        var kind = whole(name);
        var repertoire = repertoires.get(kind.acts() == null ? "thing" : kind.acts());
        if (repertoire == null) {
            throw bad(
                    "acts",
                    "kind %s has acts '%s'; accepted are %s".formatted(name, kind.acts(), repertoires.keySet()));
        }
        return new Figure(name, kind, repertoire, colours, outlines);
    }

    private Kind whole(String name) {
        var kind = kinds.get(name);
        if (kind == null) {
            throw bad("from", "kind is '%s'; accepted are %s".formatted(name, kinds.keySet()));
        }
        return kind.from() == null ? kind : kind.over(whole(kind.from()));
    }

    private static Kind kind(String name, JsonNode node) {
        for (var field : node.propertyNames()) {
            if (!KIND_FIELDS.contains(field)) {
                throw bad(field, "kind %s has field '%s'; accepted are %s".formatted(name, field, KIND_FIELDS));
            }
        }
        var parts = new LinkedHashMap<String, List<String>>();
        for (var group : node.path("parts").properties()) {
            parts.put(group.getKey(), lines(group.getValue()));
        }
        var traits = new LinkedHashMap<String, Map<String, String>>();
        for (var trait : node.path("traits").properties()) {
            traits.put(trait.getKey(), texts(trait.getValue()));
        }
        return new Kind(
                text(node.path("from")),
                text(node.path("acts")),
                text(node.path("family")),
                list(node.path("ways")),
                list(node.path("with")),
                list(node.path("main")),
                texts(node.path("sizes")),
                texts(node.path("bones")),
                texts(node.path("chains")),
                texts(node.path("wheels")),
                texts(node.path("sockets")),
                texts(node.path("colours")),
                texts(node.path("choices")),
                parts,
                traits);
    }

    private static final List<String> KIND_FIELDS = List.of(
            "from", "acts", "family", "ways", "with", "main", "sizes", "bones", "chains", "wheels", "sockets",
            "colours", "choices", "parts", "traits");

    private static Motion motion(String name, JsonNode node, Map<String, Motion> set) {
        var tracks = new LinkedHashMap<String, Track>();
        Motion like = null;
        var likeName = text(node.path("like"));
        if (likeName != null) {
            like = set.get(likeName);
            if (like == null) {
                throw bad("like", "action %s is like '%s'; accepted are %s".formatted(name, likeName, set.keySet()));
            }
            tracks.putAll(like.tracks());
        }
        for (var entry : node.properties()) {
            switch (entry.getKey()) {
                case "like", "seconds", "once", "stride", "gait" -> {}
                default -> {
                    try {
                        tracks.put(entry.getKey(), Track.parse(entry.getValue().asString()));
                    } catch (NumberFormatException | IndexOutOfBoundsException e) {
                        throw bad(
                                entry.getKey(),
                                "action %s has %s '%s'; accepted are keys percent:value"
                                        .formatted(name, entry.getKey(), entry.getValue()));
                    }
                }
            }
        }
        var gait = node.has("gait") ? gait(node.path("gait")) : like == null ? null : like.gait();
        if (node.has("seconds")) {
            return new Motion(name, Clock.SECONDS, node.path("seconds").asDouble(), gait, tracks);
        }
        if (node.has("stride")) {
            return new Motion(name, Clock.TRAVELLED, node.path("stride").asDouble(), gait, tracks);
        }
        if (node.has("once") || like == null) {
            return new Motion(name, Clock.PROGRESS, 1, gait, tracks);
        }
        return new Motion(name, like.clock(), like.length(), gait, tracks);
    }

    private static Gait gait(JsonNode node) {
        var phases = new LinkedHashMap<String, Double>();
        for (var entry : node.path("phases").properties()) {
            phases.put(entry.getKey(), entry.getValue().asDouble());
        }
        return new Gait(
                node.path("duty").asDouble(),
                node.path("lift").asDouble(),
                node.path("roll").asDouble(),
                phases);
    }

    private static Colours colours(JsonNode node) {
        var words = new HashMap<String, Integer>();
        texts(node)
                .forEach((word, hex) -> words.put(
                        word,
                        hex.length() == 9
                                ? (int) Long.parseLong(hex.substring(1), 16)
                                : 0xFF000000 | Integer.parseInt(hex.substring(1), 16)));
        return new Colours(words);
    }

    private static JsonNode read(YAMLMapper mapper, String file) {
        try (InputStream in = Cast.class.getResourceAsStream(file)) {
            if (in == null) {
                throw bad("files", "file is '%s', which is not beside cast.yaml".formatted(file));
            }
            return mapper.readTree(in);
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.MALFORMED_DOCUMENT, file, "file %s cannot be read".formatted(file), e);
        }
    }

    private static void words(JsonNode node, Set<String> into) {
        for (var line : node) {
            into.addAll(List.of(line.asString().split("\\s+", -1)));
        }
    }

    private static @Nullable String text(JsonNode node) {
        return node.isMissingNode() ? null : node.asString();
    }

    private static @Nullable List<String> list(JsonNode node) {
        return node.isMissingNode() ? null : List.of(node.asString().strip().split("\\s+", -1));
    }

    private static List<String> lines(JsonNode node) {
        var lines = new ArrayList<String>();
        if (node.isString()) {
            node.asString()
                    .lines()
                    .map(String::strip)
                    .filter(l -> !l.isEmpty() && !l.startsWith("#"))
                    .forEach(lines::add);
        } else {
            node.forEach(line -> lines.add(line.asString()));
        }
        return lines;
    }

    private static Map<String, String> texts(JsonNode node) {
        var texts = new LinkedHashMap<String, String>();
        for (var entry : node.properties()) {
            texts.put(entry.getKey(), entry.getValue().asString());
        }
        return texts;
    }

    private static ShotwrightException bad(String field, String message) {
        return new ShotwrightException(ErrorCode.MALFORMED_DOCUMENT, field, message);
    }
}
