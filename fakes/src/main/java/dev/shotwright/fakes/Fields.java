package dev.shotwright.fakes;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields of an object, each read once as what it must be; {@link #end} refuses what nobody read. */
public final class Fields {
    private final String path;
    private final ObjectNode object;
    private final Set<String> read = new HashSet<>();

    Fields(String path, ObjectNode object) {
        this.path = path;
        this.object = object;
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** Whether a field is there; an official client may send what it leaves open as null. */
    public boolean has(String name) {
        return object.has(name) && !object.path(name).isNull();
    }

    private @Nullable JsonNode node(String name) {
        read.add(name);
        return has(name) ? object.get(name) : null;
    }

    /** @return null if it is absent */
    public @Nullable String text(String name, int longest) {
        var node = node(name);
        if (node == null) {
            return null;
        }
        if (!node.isString()) {
            throw new Refusal(at(name), "is no text");
        }
        if (node.asString().length() > longest) {
            throw new Refusal(at(name), "is longer than " + longest);
        }
        return node.asString();
    }

    public String requiredText(String name, int longest) {
        var text = text(name, longest);
        if (text == null || text.isEmpty()) {
            throw new Refusal(at(name), "is missing");
        }
        return text;
    }

    /** @return null if it is absent */
    public @Nullable String oneOf(String name, String... accepted) {
        var text = text(name, 1000);
        if (text != null && !List.of(accepted).contains(text)) {
            throw new Refusal(at(name), "is " + text + "; accepted are " + List.of(accepted));
        }
        return text;
    }

    /** @return null if it is absent */
    public @Nullable String matching(String name, String pattern) {
        var text = text(name, 1 << 28);
        if (text != null
                && !Pattern.compile(pattern, Pattern.DOTALL).matcher(text).matches()) {
            throw new Refusal(at(name), "is not of the form " + pattern);
        }
        return text;
    }

    /** @return null if it is absent */
    public @Nullable Long integer(String name, long least, long most) {
        var node = node(name);
        if (node == null) {
            return null;
        }
        if (!node.isIntegralNumber()) {
            throw new Refusal(at(name), "is no whole number");
        }
        if (node.asLong() < least || node.asLong() > most) {
            throw new Refusal(at(name), "is %d; accepted are %d to %d".formatted(node.asLong(), least, most));
        }
        return node.asLong();
    }

    /** @return null if it is absent */
    public @Nullable Double number(String name, double least, double most) {
        var node = node(name);
        if (node == null) {
            return null;
        }
        if (!node.isNumber() || node.asDouble() < least || node.asDouble() > most) {
            throw new Refusal(at(name), "is no number from %s to %s".formatted(least, most));
        }
        return node.asDouble();
    }

    /** @return null if it is absent */
    public @Nullable Boolean flag(String name) {
        var node = node(name);
        if (node != null && !node.isBoolean()) {
            throw new Refusal(at(name), "is neither true nor false");
        }
        return node == null ? null : node.asBoolean();
    }

    /** @return null if it is absent */
    public @Nullable Fields object(String name) {
        return switch (node(name)) {
            case null -> null;
            case ObjectNode inner -> new Fields(at(name), inner);
            default -> throw new Refusal(at(name), "is no object");
        };
    }

    /** The objects of a list; none if it is absent. */
    public List<Fields> objects(String name, int most) {
        return array(name, most).stream()
                .map(item -> {
                    if (item.value() instanceof ObjectNode inner) {
                        return new Fields(item.path(), inner);
                    }
                    throw new Refusal(item.path(), "is no object");
                })
                .toList();
    }

    /** The texts of a list; none if it is absent. */
    public List<String> texts(String name, int most) {
        return array(name, most).stream()
                .map(item -> {
                    if (item.value().isString()) {
                        return item.value().asString();
                    }
                    throw new Refusal(item.path(), "is no text");
                })
                .toList();
    }

    /** The whole numbers of a list; none if it is absent. */
    public List<Long> integers(String name, int most, long least, long greatest) {
        return array(name, most).stream()
                .map(item -> {
                    var value = item.value();
                    if (value.isIntegralNumber() && value.asLong() >= least && value.asLong() <= greatest) {
                        return value.asLong();
                    }
                    throw new Refusal(item.path(), "is no whole number from %d to %d".formatted(least, greatest));
                })
                .toList();
    }

    private record Item(String path, JsonNode value) {}

    private List<Item> array(String name, int most) {
        return switch (node(name)) {
            case null -> List.of();
            case ArrayNode list
            when list.size() <= most ->
                IntStream.range(0, list.size())
                        .mapToObj(i -> new Item("%s[%d]".formatted(at(name), i), list.get(i)))
                        .toList();
            default -> throw new Refusal(at(name), "is no list of at most " + most);
        };
    }

    /** Any value, unread. */
    public void any(String name) {
        read.add(name);
    }

    /** @throws Refusal if there is a field that was not read */
    public void end() {
        object.propertyNames().stream()
                .filter(name -> !read.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new Refusal(at(name), "is not a field");
                });
    }
}
