package dev.shotwright.jobs.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.jobs.Document;
import dev.shotwright.vocabulary.card.ModelCard;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which models are on offer while workers come, change and go. */
class WorkersTest {
    private final Shop shop = new Shop();
    private final Workers workers = new Workers(shop.database);
    private final UUID one = shop.ids.next();
    private final UUID other = shop.ids.next();

    @AfterEach
    void close() {
        shop.close();
    }

    private void register(UUID worker, String... models) {
        workers.register(
                new RegisteredWorker(
                        worker,
                        "worker",
                        shop.now,
                        shop.now,
                        Map.of("hosted", 5, "previz", 1),
                        1,
                        1,
                        0,
                        List.of("cpu"),
                        "1",
                        false),
                Arrays.stream(models)
                        .map(model -> new RegisteredCard(
                                model,
                                model.contains("/") ? "hosted" : model,
                                Document.stored(ModelCard.class, "{}"),
                                shop.now))
                        .toList());
    }

    private List<String> offered() {
        return workers.cards().stream().map(RegisteredCard::model).toList();
    }

    /** Puts back when workers and their models were last seen. */
    private void unseenFor(Duration time) {
        shop.database
                .sql()
                .sql("update worker set seen = now() - make_interval(secs => ?)")
                .param(time.toSeconds())
                .update();
        shop.database
                .sql()
                .sql("update model_card set seen = now() - make_interval(secs => ?)")
                .param(time.toSeconds())
                .update();
    }

    @Test
    void a_model_is_offered_for_ten_minutes_after_its_last_worker_was_heard_of() {
        register(one, "previz", "ark/a");
        unseenFor(Duration.ofMinutes(9));
        assertThat(offered()).containsExactly("ark/a", "previz");
        unseenFor(Duration.ofMinutes(11));
        assertThat(offered()).isEmpty();
        assertThat(workers.beat(one, 1, 1)).isTrue();
        assertThat(offered()).containsExactly("ark/a", "previz");
    }

    @Test
    void of_the_models_of_a_capability_those_are_offered_that_a_living_worker_draws_with() {
        register(one, "previz", "ark/a", "kling/b");
        register(other, "previz", "kling/b");
        assertThat(offered()).containsExactly("ark/a", "kling/b", "previz");
        register(one, "previz", "kling/b");
        assertThat(offered()).containsExactly("kling/b", "previz");
        register(one, "previz", "ark/a");
        workers.leave(other);
        assertThat(offered()).containsExactly("ark/a", "previz");
        workers.drain(one, shop.now, null);
        assertThat(offered()).containsExactly("ark/a", "kling/b", "previz");
    }

    @Test
    void the_beat_of_a_worker_keeps_no_model_on_offer_that_it_does_not_draw_with() {
        register(one, "previz", "ark/a", "kling/b");
        register(one, "previz", "ark/a");
        unseenFor(Duration.ofMinutes(11));
        assertThat(workers.beat(one, 1, 1)).isTrue();
        workers.leave(one);
        assertThat(offered()).containsExactly("ark/a", "previz");
    }
}
