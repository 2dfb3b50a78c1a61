package dev.shotwright.world.stage;

import static dev.shotwright.world.stage.Script.action;
import static dev.shotwright.world.stage.Script.subject;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TruthLinesTest {

    @Test
    void each_frame_is_one_line_of_json() {
        var staging =
                Script.in("park").with(subject("dog", action("run", 0, 4))).staged();
        var text = new StringWriter();
        var lines = new TruthLines(text);
        lines.write(staging.truth(0));
        lines.write(staging.truth(1));
        var written = text.toString().lines().toList();
        assertThat(written).hasSize(2);
        var node = new JsonMapper().readTree(written.get(1));
        assertThat(node.path("frame").asInt()).isEqualTo(1);
        assertThat(node.path("camera").path("position").size()).isEqualTo(3);
        assertThat(node.path("camera").path("moves").get(0).asString()).isEqualTo("fixed");
        var dog = node.path("subjects").get(0);
        assertThat(dog.path("action").asString()).isEqualTo("run");
        assertThat(dog.path("words").asString()).isEqualTo("runs");
        assertThat(dog.path("box").size()).isEqualTo(4);
        assertThat(dog.path("attributes").path("colour").asString()).matches("#[0-9A-F]{6}");
    }
}
