package dev.shotwright.world.stage;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What the stage knows from its data files: settings, kinds of light, and the manners of actions. */
record StageBook(
        Map<String, Place> places,
        Map<String, LightTime> times,
        Map<String, Sky> weathers,
        Map<String, Mood> moods,
        Map<String, Double> brightness,
        Map<String, String> materials,
        Map<String, Manner> manners,
        Map<String, Bearing> families,
        Map<String, Bearing> kinds) {

    private static final StageBook STANDARD = read();

    record LightTime(String zenith, String middle, String horizon, double level, String tint, List<Double> from) {}

    record Sky(double grey, double veil, double level, double haze, double shadow, double clouds) {}

    record Mood(String tint, double level) {}

    private record Light(
            Map<String, LightTime> times,
            Map<String, Sky> weathers,
            Map<String, Mood> moods,
            Map<String, Double> brightness,
            Map<String, String> materials) {}

    private record Bearings(Map<String, Bearing> families, Map<String, Bearing> kinds) {}

    static StageBook standard() {
        return STANDARD;
    }

    /** The names of the settings that the stage can draw. */
    Set<String> settings() {
        return places.keySet();
    }

    boolean knows(String setting) {
        return places.containsKey(setting);
    }

    /** The setting of that name, or the neutral studio. */
    Place place(String setting) {
        var place = places.get(setting);
        return place == null ? entry(places, "plain") : place;
    }

    Manner manner(String action) {
        var manner = manners.get(action);
        return manner == null ? Manner.PLAIN : manner;
    }

    Bearing bearing(String kind, String family) {
        var own = kinds.get(kind);
        return own != null ? own : families.getOrDefault(family, Bearing.UPRIGHT);
    }

    LightTime time(String word) {
        return entry(times, word);
    }

    Sky weather(String word) {
        return entry(weathers, word);
    }

    @Nullable
    Mood mood(@Nullable String word) {
        return word == null ? null : moods.get(word);
    }

    private static <T> T entry(Map<String, T> entries, String name) {
        var value = entries.get(name);
        if (value == null) {
            throw new ShotwrightException(ErrorCode.INTERNAL, name, "the stage's book has no entry '" + name + "'");
        }
        return value;
    }

    private static StageBook read() {
        var light = read("light.yaml", new TypeReference<Light>() {});
        var bearings = read("bearings.yaml", new TypeReference<Bearings>() {});
        return new StageBook(
                new TreeMap<>(read("settings.yaml", new TypeReference<Map<String, Place>>() {})),
                light.times(),
                light.weathers(),
                light.moods(),
                light.brightness(),
                light.materials(),
                read("manners.yaml", new TypeReference<Map<String, Manner>>() {}),
                bearings.families(),
                bearings.kinds());
    }

    private static <T> T read(String name, TypeReference<T> type) {
        var mapper = YAMLMapper.builder()
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
        try (var stream = StageBook.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new ShotwrightException(ErrorCode.INTERNAL, name, "the stage's book " + name + " is missing");
            }
            return mapper.readValue(stream, type);
        } catch (IOException | JacksonException e) {
            throw new ShotwrightException(ErrorCode.INTERNAL, name, "cannot read " + name + ": " + e.getMessage(), e);
        }
    }
}
