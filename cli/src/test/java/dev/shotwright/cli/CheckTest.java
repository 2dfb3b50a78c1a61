package dev.shotwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} and {@code models} with cards that the user keeps. */
final class CheckTest {
    private static final String PAID = """
        model: paid-1
        title: Paid One
        vendor: somebody
        sources: []
        checked: 2026-11-21
        limits:
          sizes: {type: table, usual: 1280x720, rows: {720p: {16:9: 1280x720, 9:16: 720x1280}}}
          lengths: {type: range, shortest: 4, longest: 10, step: 1, usual: 5}
          fps: {type: choice, rates: [24], usual: 24}
          prompt: {most: 40, unit: characters}
        modes: [{operation: text-to-video}]
        tariff: {asOf: 2026-11-21, prices: [{price: 0.6 CNY, per: second}]}
        """;

    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void keep_a_card() throws IOException {
        desk = new Desk(folder);
        card("paid-1.yaml", PAID);
    }

    private void card(String name, String text) throws IOException {
        var cards = Files.createDirectories(folder.resolve("home/cards"));
        Files.writeString(cards.resolve(name), text);
    }

    @Test
    void an_accepted_request_is_priced() {
        assertThat(desk.run("check", "a dog", "--model", "paid-1", "--seconds", "5"))
                .isEqualTo(Exit.DONE);
        assertThat(desk.out().lines().toList())
                .containsExactly(
                        "MODEL   VERDICT   CHANGES  PRICE                WAIT",
                        "paid-1  accepted  0        3.00 CNY (0.43 USD)  unknown");
        assertThat(desk.err()).isEmpty();
    }

    @Test
    void an_adapted_request_names_each_change() {
        assertThat(desk.run("check", "a dog", "--model", "paid-1", "--seconds", "3", "--fps", "30"))
                .isEqualTo(Exit.DONE);
        assertThat(desk.out())
                .contains("paid-1  adapted  2        2.40 CNY", "  duration: asked 3 s, given 4 s", "  fps: asked 30");
        assertThat(desk.run("check", "a dog", "--model", "paid-1", "--seconds", "3", "--json"))
                .isEqualTo(Exit.DONE);
        var model = desk.json().get("models").get(0);
        assertThat(model.get("verdict").asString()).isEqualTo("adapted");
        assertThat(model.get("cost").asString()).isEqualTo("2.4 CNY");
        assertThat(model.get("notices").get(0).get("given").asString()).isEqualTo("4 s");
        assertThat(model.get("request").get("duration").asInt()).isEqualTo(4);
    }

    @Test
    void strict_refuses_what_would_be_adapted() {
        assertThat(desk.run("check", "a dog", "--model", "paid-1", "--seconds", "3", "--strict", "--json"))
                .isEqualTo(Exit.REFUSED);
        var object = desk.json();
        assertThat(object.get("state").asString()).isEqualTo("refused");
        var reason = object.get("models").get(0).get("reasons").get(0);
        assertThat(reason.get("asked").asString()).isEqualTo("3 s");
        assertThat(reason.get("nearest").asString()).isEqualTo("4 s");
        assertThat(reason.get("accepted").asString()).contains("4 s to 10 s");
    }

    @Test
    void it_is_enough_that_one_model_can() {
        assertThat(desk.run("check", "x".repeat(41), "--model", "paid-1")).isEqualTo(Exit.REFUSED);
        assertThat(desk.out()).contains("paid-1  refused", "  prompt is ");
        assertThat(desk.run("check", "x".repeat(41), "--model", "all")).isEqualTo(Exit.DONE);
        assertThat(desk.out()).containsPattern("paid-1 +refused").containsPattern("previz +a(ccept|dapt)ed");
    }

    @Test
    void the_model_is_the_named_one_or_the_settled_one_or_the_free_one() throws IOException {
        desk.run("check", "a dog", "--json");
        assertThat(asked()).isEqualTo("previz");
        Files.writeString(folder.resolve("home/config.yaml"), "model: paid-1\n");
        desk.run("check", "a dog", "--json");
        assertThat(asked()).isEqualTo("paid-1");
        Files.writeString(folder.resolve("r.yaml"), "model: previz\nprompt: a dog\n");
        desk.run("check", "--request", "r.yaml", "--json");
        assertThat(asked()).isEqualTo("previz");
        desk.run("check", "--request", "r.yaml", "--model", "paid-1", "--json");
        assertThat(asked()).isEqualTo("paid-1");
        var homeless = new Desk(folder, Map.of("HOME", folder.resolve("nowhere").toString()));
        assertThat(homeless.run("check", "a dog", "--json")).isEqualTo(Exit.DONE);
        assertThat(homeless.json().get("models").get(0).get("model").asString()).isEqualTo("previz");
    }

    private String asked() {
        return desk.json().get("models").get(0).get("model").asString();
    }

    @Test
    void an_unknown_model_is_told_the_nearest_and_all() {
        assertThat(desk.run("check", "a dog", "--model", "previs")).isEqualTo(Exit.REFUSED);
        assertThat(desk.err())
                .contains("'previs'", "nearest is previz", "accepted are previz, wan2.1-t2v-1.3b", ", paid-1");
    }

    @Test
    void a_model_that_only_has_a_card_cannot_draw() {
        assertThat(desk.run("generate", "a dog", "--model", "paid-1", "-o", "a.mp4"))
                .isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("model is 'paid-1'", "accepted are previz");
        assertThat(folder.resolve("a.mp4")).doesNotExist();
    }

    @Test
    void faulty_settings_and_cards_are_named() throws IOException {
        Files.writeString(folder.resolve("home/config.yaml"), "modell: paid-1\n");
        assertThat(desk.run("check", "a dog")).isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("config.yaml: modell", "accepted are model");
        Files.writeString(folder.resolve("home/config.yaml"), "");
        assertThat(desk.run("check", "a dog")).isEqualTo(Exit.DONE);
        card("twice.yaml", PAID);
        assertThat(desk.run("check", "a dog")).isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("twice.yaml: model is paid-1");
        card("twice.yaml", PAID.replace("fps:", "ftps:"));
        assertThat(desk.run("models")).isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("twice.yaml", "ftps");
    }

    @Test
    void models_lists_all_cards_or_shows_one_in_full() {
        assertThat(desk.run("models")).isEqualTo(Exit.DONE);
        assertThat(desk.out())
                .containsPattern("(?m)^MODEL +OPERATIONS")
                .containsPattern("(?m)^previz +text-to-video")
                .containsPattern("(?m)^paid-1 +text-to-video +1280x720 +0.6 CNY a second");
        assertThat(desk.run("models", "paid-1")).isEqualTo(Exit.DONE);
        assertThat(desk.out()).contains("title: Paid One", "price: 0.6 CNY");
        assertThat(desk.run("models", "paid-1", "--json")).isEqualTo(Exit.DONE);
        assertThat(desk.json().get("vendor").asString()).isEqualTo("somebody");
        assertThat(desk.run("models", "--json")).isEqualTo(Exit.DONE);
        assertThat(desk.json()
                        .get("models")
                        .valueStream()
                        .map(card -> card.get("model").asString()))
                .contains("previz", "ark/seedance-2.0", "paid-1");
        assertThat(desk.run("models", "paid-2")).isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("nearest is paid-1");
    }
}
