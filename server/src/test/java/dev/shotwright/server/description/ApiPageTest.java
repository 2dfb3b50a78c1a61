package dev.shotwright.server.description;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.server.Client;
import dev.shotwright.server.FakeWorker;
import dev.shotwright.server.Stage;
import dev.shotwright.server.Staged;
import dev.shotwright.server.web.Statuses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page about the service over HTTP says what is so: its lines run, and its paths, codes and answers are there. */
@Staged
class ApiPageTest {
    private static final Pattern BLOCK = Pattern.compile("```\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CALL = Pattern.compile("`(GET|POST|PUT|DELETE) (/[^`]*)`");
    private static final Pattern PATH = Pattern.compile("`(/api/[^`?]*)(?:\\?[^`]*)?`");
    private static final Pattern ROW = Pattern.compile("\\| ([\\d, ]+) \\| (`[a-z-]+`(?:, `[a-z-]+`)*) \\|.*");

    private final Stage stage;
    private final FakeWorker worker;
    private final Client tenant;
    private final String page;
    private final JsonNode paths;

    ApiPageTest(Stage stage, FakeWorker worker) throws IOException {
        this.stage = stage;
        this.worker = worker;
        this.tenant = stage.tenant();
        this.page = Files.readString(Path.of("..", "docs", "api.md"));
        this.paths = stage.stranger().get("/api/v1/openapi.json").json().path("paths");
    }

    private List<String> blocks(String beginning) {
        var blocks = BLOCK.matcher(page)
                .results()
                .map(block -> block.group(1).strip())
                .filter(block -> block.startsWith(beginning))
                .toList();
        assertThat(blocks).as("blocks that begin with " + beginning).isNotEmpty();
        return blocks;
    }

    /** What a line of the page prints, in a shell in which its first block was run before. */
    private String shell(String line, String id) throws IOException, InterruptedException {
        var first = blocks("export")
                .getFirst()
                .replace("http://127.0.0.1:8080", stage.address())
                .replace("sw_…", tenant.key());
        var script = "shopt -s expand_aliases\nID=%s\n%s\n%s\n"
                .formatted(id, first, line.replace("\"previz\"", "\"sketch\""));
        var shell =
                new ProcessBuilder("bash", "-e", "-s").redirectErrorStream(true).start();
        try (var in = shell.getOutputStream()) {
            in.write(script.getBytes(StandardCharsets.UTF_8));
        }
        var told = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(line + "\n" + told).isZero();
        return told;
    }

    @Test
    void every_line_for_a_shell_runs_as_it_stands() throws IOException, InterruptedException {
        var id = "";
        for (var line : blocks("ask")) {
            var told = shell(line, id);
            assertThat(told).as(line).doesNotContain("urn:shotwright:");
            if (line.contains("/events")) {
                assertThat(told).contains("event: ended", "\"clips\"");
            } else if (line.contains("/check")) {
                var models = JsonMapper.shared().readTree(told).path("models");
                assertThat(models.size()).isGreaterThan(10);
                assertThat(models.get(0).path("price").asString()).isNotEmpty();
            } else {
                var video = JsonMapper.shared().readTree(told);
                id = video.path("id").asString();
                assertThat(video.path("request").path("size").asString())
                        .as(told)
                        .isNotEmpty();
                worker.drawAll();
            }
        }
    }

    @Test
    void every_call_that_it_names_is_there_and_what_only_looks_answers() {
        var id = tenant.post("/api/v1/videos", "{\"model\": \"sketch\", \"prompt\": \"a fox\"}")
                .at("/id");
        var calls = CALL.matcher(page).results().toList();
        assertThat(calls.size()).isGreaterThan(5);
        for (var call : calls) {
            var path = call.group(2).replaceAll("\\?.*", "");
            var described = paths.path(path).has(call.group(1).toLowerCase(Locale.ROOT));
            assertThat(described).as(call.group()).isTrue();
            if (call.group(1).equals("GET")) {
                var reply = tenant.get(call.group(2).replace("{id}", id).replace("{model}", "sketch"));
                assertThat(reply.status()).as(call.group() + " " + reply.text()).isEqualTo(200);
            }
        }
        PATH.matcher(page).results().map(MatchResult::group).forEach(named -> {
            var path = named.replaceAll("`|[?{].*", "");
            if (!path.endsWith("openapi.json")) {
                assertThat(paths.propertyNames()).as(named).anyMatch(described -> described.startsWith(path));
            }
        });
    }

    @Test
    void the_error_that_it_shows_is_what_is_answered() {
        var shown = JsonMapper.shared().readTree(blocks("{\"type\"").getFirst());
        var told = tenant.post("/api/v1/videos", "{\"model\": \"sketch\", \"prompt\": \"a fox\", \"ratio\": \"wide\"}")
                .json();
        assertThat(told.propertyNames()).containsExactlyInAnyOrderElementsOf(shown.propertyNames());
        shown.properties().stream()
                .filter(field -> !field.getKey().equals("request"))
                .forEach(field -> assertThat(told.path(field.getKey())).isEqualTo(field.getValue()));
    }

    @Test
    void its_codes_have_the_status_that_it_says() {
        var rows = page.lines().map(ROW::matcher).filter(row -> row.matches()).toList();
        assertThat(rows.size()).isGreaterThan(8);
        for (var row : rows) {
            var statuses = List.of(row.group(1).strip().split(", *", -1));
            for (var code : List.of(row.group(2).replace("`", "").split(", ", -1))) {
                assertThat(statuses).as(code).contains(String.valueOf(Statuses.of(code)));
            }
        }
    }
}
