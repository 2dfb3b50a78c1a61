package dev.shotwright.world.figure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kind as its data gives it; what it leaves out it takes from the kind that it is made from.
 *
 * @param from the kind that it is made from
 * @param acts the set of actions that it can do
 * @param ways how it moves: {@code flies}, {@code swims}, {@code rolls}, {@code lives}
 * @param with the groups of parts that it has beside {@code base}
 * @param main the colour slots that the attribute colour paints
 * @param choices what an identity may choose from, by name, such as hair
 * @param traits what a trait does to the pose, as channels
 */
record Kind(
        @Nullable String from,
        @Nullable String acts,
        @Nullable String family,
        @Nullable List<String> ways,
        @Nullable List<String> with,
        @Nullable List<String> main,
        Map<String, String> sizes,
        Map<String, String> bones,
        Map<String, String> chains,
        Map<String, String> wheels,
        Map<String, String> sockets,
        Map<String, String> colours,
        Map<String, String> choices,
        Map<String, List<String>> parts,
        Map<String, Map<String, String>> traits) {

    /** The kind with everything that its parent adds; groups of parts of one name are replaced, {@code base} is kept. */
    Kind over(Kind parent) {
        return new Kind(
                null,
                acts == null ? parent.acts : acts,
                family == null ? parent.family : family,
                ways == null ? parent.ways : ways,
                with == null ? parent.with : with,
                main == null ? parent.main : main,
                merged(parent.sizes, sizes),
                merged(parent.bones, bones),
                merged(parent.chains, chains),
                merged(parent.wheels, wheels),
                merged(parent.sockets, sockets),
                merged(parent.colours, colours),
                merged(parent.choices, choices),
                merged(parent.parts, parts),
                merged(parent.traits, traits));
    }

    private static <V> Map<String, V> merged(Map<String, V> under, Map<String, V> over) {
        var result = new LinkedHashMap<>(under);
        result.putAll(over);
        return result;
    }
}
