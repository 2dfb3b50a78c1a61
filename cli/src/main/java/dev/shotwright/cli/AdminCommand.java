package dev.shotwright.cli;

import dev.shotwright.vocabulary.Nearest;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.document.Documents;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@CommandLine.Command(
        name = "admin",
        customSynopsis = "shotwright admin SUBJECT [ACT] [NAME]... [OPTION]...",
        description = "See and change a service over HTTP: accounts, keys, money, prices, workers, jobs.",
        footer = {
            "",
            "Example:",
            "  shotwright admin accounts open studio --set currency=CNY",
            "  shotwright admin credit give acc_... --set amount=500CNY --set note=invoice-7"
        })
final class AdminCommand implements Command {
    private static final int WIDEST = 60;

    private final Surroundings surroundings;
    private final Console console;

    @Parameters(index = "0", paramLabel = "SUBJECT", description = "What it is about.")
    private String subject = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "ACT", description = "What is done, and to whom.")
    private List<String> act = new ArrayList<>();

    @Option(names = "--set", paramLabel = "FIELD=VALUE", description = "A field of what is sent; repeatable.")
    private List<String> fields = new ArrayList<>();

    @Option(names = "--file", paramLabel = "FILE", description = "What is sent, YAML or JSON; --set goes over it.")
    private @Nullable String file;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    AdminCommand(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    @Override
    public Exit run() {
        var acts = AdminActs.standard().of(subject);
        var first = act.isEmpty() ? acts.getFirst().name() : act.getFirst();
        var meant = acts.stream()
                .filter(one -> one.name().equals(first))
                .findFirst()
                .orElseThrow(() -> unknown(first, acts));
        var names = act.isEmpty() ? List.<String>of() : act.subList(1, act.size());
        try (var client = server.client(surroundings)) {
            var path = meant.path(
                    names, meant.method().equals("POST") || meant.method().equals("PUT") ? Map.of() : parameters());
            var answer = switch (meant.method()) {
                case "GET" -> client.get(path);
                case "DELETE" -> client.change("DELETE", path, null);
                default -> client.change(meant.method(), path, body(meant, names, client, path));
            };
            if (answer.isMissingNode()) {
                console.print("done");
                console.object(JsonNodeFactory.instance.objectNode().put("state", "succeeded"));
            } else {
                print(answer);
                console.object(answer);
            }
        }
        return Exit.DONE;
    }

    private ShotwrightException unknown(String word, List<AdminActs.Act> acts) {
        var known = acts.stream().map(AdminActs.Act::name).toList();
        var nearest = Nearest.word(word, known);
        return ShotwrightException.invalid(
                "ACT",
                "'%s' of %s".formatted(word, subject),
                (nearest == null ? "" : "nearest is " + nearest + "; ") + String.join(", ", known));
    }

    private Map<String, String> parameters() {
        var all = new LinkedHashMap<String, String>();
        for (var field : fields) {
            var equals = equals(field);
            all.put(field.substring(0, equals), field.substring(equals + 1));
        }
        return all;
    }

    /** What is sent: what is there already or usual, then the file, then what was named. */
    private ObjectNode body(AdminActs.Act meant, List<String> names, ServiceClient client, String path) {
        var body = meant.base() == null
                ? (ObjectNode) JsonMapper.shared().readTree(Documents.json().write(meant.usual()))
                : (ObjectNode) client.get(path).path(meant.base());
        if (file != null) {
            read(file).properties().forEach(entry -> body.set(entry.getKey(), entry.getValue()));
        }
        meant.taken(names).forEach((field, text) -> body.set(field, value(text)));
        parameters().forEach((field, text) -> body.set(field, value(text)));
        return body;
    }

    private static int equals(String field) {
        var equals = field.indexOf('=');
        if (equals < 1) {
            throw ShotwrightException.invalid("--set", "'" + field + "'", "a field and its value: weight=2");
        }
        return equals;
    }

    private ObjectNode read(String name) {
        var path = surroundings.file(name);
        var text = TextFile.read("--file", path);
        Map<?, ?> map = TextFile.named(path, () -> TextFile.documents(path).read(Map.class, text));
        return (ObjectNode) JsonMapper.shared().readTree(Documents.json().write(map));
    }

    /** A value as it is meant: a number, yes or no, a list with commas in brackets, else text. */
    private static JsonNode value(String text) {
        if (text.matches("true|false|null|-?(0|[1-9]\\d*)(\\.\\d+)?|[\\[{].*")) {
            return JsonMapper.shared().readTree(text);
        }
        return JsonNodeFactory.instance.stringNode(text);
    }

    private void print(JsonNode answer) {
        var rows = rows(answer);
        if (rows == null) {
            answer.properties()
                    .forEach(entry -> console.print(
                            "%-20s %s".formatted(entry.getKey(), cell(entry.getValue(), Integer.MAX_VALUE))));
            return;
        }
        var columns = new LinkedHashSet<String>();
        rows.forEach(row -> row.propertyNames().forEach(columns::add));
        if (columns.isEmpty()) {
            console.print("none");
            return;
        }
        var table = new Table(columns.toArray(String[]::new));
        for (var row : rows) {
            table.row(
                    List.of(),
                    columns.stream()
                            .map(column -> cell(row.path(column), WIDEST))
                            .toArray(String[]::new));
        }
        table.printTo(console);
    }

    /** The things that an answer lists; null where it is one thing. */
    private static @Nullable List<JsonNode> rows(JsonNode answer) {
        if (answer.isArray()) {
            return list(answer);
        }
        for (var entry : answer.properties()) {
            if (entry.getValue().isArray()
                    && (entry.getValue().isEmpty() || entry.getValue().get(0).isObject())) {
                return list(entry.getValue());
            }
        }
        return null;
    }

    private static List<JsonNode> list(JsonNode array) {
        var all = new ArrayList<JsonNode>();
        array.forEach(all::add);
        return all;
    }

    private static String cell(JsonNode value, int widest) {
        var text = value.isMissingNode() || value.isNull()
                ? "-"
                : value.isValueNode() ? value.asString() : value.toString();
        return text.length() <= widest ? text : text.substring(0, widest - 1) + "…";
    }

    /** The acts by what they are about; the first of each is what is meant without an act. */
    @Override
    public List<String> details() {
        return AdminActs.standard().subjects().entrySet().stream()
                .map(entry -> "  %-9s %s"
                        .formatted(
                                entry.getKey(),
                                entry.getValue().stream()
                                        .map(AdminActs.Act::usage)
                                        .collect(Collectors.joining(", "))))
                .toList();
    }
}
