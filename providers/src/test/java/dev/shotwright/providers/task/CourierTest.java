package dev.shotwright.providers.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.providers.account.Outcomes;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.Retry;
import dev.shotwright.vocabulary.model.State;
import dev.shotwright.vocabulary.model.VendorException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks from the intention to the end, and processes that die between any two steps. */
final class CourierTest {
    @TempDir
    private Path folder;

    private Bench bench;
    private ScriptedModel model;

    @BeforeEach
    void begin() {
        bench = new Bench(folder);
        model = bench.model;
    }

    @Test
    void each_step_is_on_the_disk_before_the_next_is_taken() {
        var seen = new ArrayList<Stage>();
        model.submissions.add(() -> {
            seen.add(bench.only().stage());
            return Outcomes.queued("t");
        });
        model.polls.add(() -> {
            seen.add(bench.only().stage());
            assertThat(bench.only().ticket()).isEqualTo("t");
            return ScriptedModel.drawn("t", "https://clips/1");
        });
        model.fetches.add(() -> {
            seen.add(bench.only().stage());
            assertThat(Objects.requireNonNull(bench.only().clip()).source()).isEqualTo("https://clips/1");
            return model.stream(0, bench.clip.length);
        });
        var task = bench.draw();
        assertThat(seen).containsExactly(Stage.SUBMITTING, Stage.ACCEPTED, Stage.SUCCEEDED);
        assertThat(task.stage()).isEqualTo(Stage.FETCHED);
        assertThat(bench.only()).isEqualTo(task);
        assertThat(bench.output()).hasBinaryContent(bench.clip);
        assertThat(Delivery.part(task)).doesNotExist();
    }

    @Test
    void the_vendor_knows_a_task_by_its_name_and_its_quote_is_held_until_it_is_settled_by_usage() {
        model.polls.add(() -> {
            assertThat(bench.only().held()).isEqualTo(Money.of("3", "CNY"));
            return ScriptedModel.drawn("t", "https://clips/1");
        });
        var task = bench.draw();
        assertThat(model.calls.getFirst()).isEqualTo("submit " + task.id());
        assertThat(task.held()).isNull();
        assertThat(task.settlement()).isEqualTo(new Settlement(Proof.USAGE, Money.of("2.4", "CNY")));
    }

    @Test
    void a_cost_that_the_vendor_tells_goes_before_the_tariff_and_one_that_nobody_tells_is_unproven() {
        model.polls.add(() -> Outcomes.succeeded("t", ScriptedModel.clip("https://c/1"), null, Money.of("9", "USD")));
        assertThat(bench.draw().settlement()).isEqualTo(new Settlement(Proof.VENDOR, Money.of("9", "USD")));
        model.polls.add(() -> Outcomes.succeeded("t", ScriptedModel.clip("https://c/1"), null, null));
        assertThat(bench.draw().settlement()).isEqualTo(new Settlement(Proof.UNPROVEN, null));
    }

    @Test
    void a_vendor_that_cannot_be_asked_while_it_draws_is_asked_again_and_again() {
        for (var i = 0; i < 40; i++) {
            model.polls.add(() -> {
                throw ScriptedModel.trouble(FailureCode.OVERLOADED, Retry.SAFE);
            });
        }
        assertThat(bench.draw().stage()).isEqualTo(Stage.FETCHED);
        assertThat(model.count("poll")).isEqualTo(41);
        assertThat(model.count("submit")).isEqualTo(1);
        assertThat(model.pauses.getFirst()).isEqualTo(Duration.ofSeconds(4));
        assertThat(model.pauses).isSorted().last().isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void each_of_many_draws_is_asked_about_more_rarely() {
        for (var i = 0; i < 20; i++) {
            model.polls.add(() -> Outcomes.running("t", 0.5));
        }
        var crowd = new Crowd();
        for (var i = 1; i < 2000; i++) {
            crowd.enter();
        }
        bench.endurance = Endurance.usual().withCrowd(crowd);
        assertThat(bench.draw().stage()).isEqualTo(Stage.FETCHED);
        assertThat(model.pauses).isSorted().startsWith(Duration.ofSeconds(10)).endsWith(Duration.ofSeconds(30));
    }

    @Test
    void a_key_that_is_refused_while_it_draws_stops_the_waiting_and_leaves_the_task_in_flight() {
        model.polls.add(() -> {
            throw ScriptedModel.trouble(FailureCode.AUTHENTICATION, Retry.NEVER);
        });
        assertThatThrownBy(() -> bench.draw()).isInstanceOf(VendorException.class);
        assertThat(bench.only().stage()).isEqualTo(Stage.ACCEPTED);
        assertThat(bench.resume().stage()).isEqualTo(Stage.FETCHED);
        assertThat(model.count("submit")).isEqualTo(1);
    }

    @Test
    void nobody_who_waits_leaves_the_task_in_flight() {
        model.polls.add(() -> {
            bench.waits = false;
            return Outcomes.running("t", 0.5);
        });
        assertThat(bench.draw().stage()).isEqualTo(Stage.ACCEPTED);
        bench.waits = true;
        assertThat(bench.resume().stage()).isEqualTo(Stage.FETCHED);
    }

    @Test
    void a_refusal_that_passes_is_submitted_again_in_a_row_of_its_own() {
        model.submissions.add(() -> ScriptedModel.failed(FailureCode.RATE_LIMITED, Retry.SAFE, Billing.NOT_BILLED));
        model.submissions.add(
                () -> ScriptedModel.failed(FailureCode.CONCURRENCY_LIMITED, Retry.SAFE, Billing.NOT_BILLED));
        model.submissions.add(() -> ScriptedModel.failed(FailureCode.OVERLOADED, Retry.SAFE, Billing.NOT_BILLED));
        var task = bench.draw();
        assertThat(task.stage()).isEqualTo(Stage.FETCHED);
        assertThat(task.attempts())
                .extracting(Attempt::answer)
                .containsExactly(Answer.PUT_OFF, Answer.PUT_OFF, Answer.PUT_OFF, Answer.ACCEPTED);
        assertThat(task.attempts()).extracting(Attempt::ticket).containsExactly(null, null, null, "ticket-1");
        assertThat(model.pauses).startsWith(Duration.ofSeconds(5));
    }

    @Test
    void a_refusal_that_may_have_cost_something_is_not_repeated() {
        model.submissions.add(() -> ScriptedModel.failed(FailureCode.OVERLOADED, Retry.SAFE, Billing.UNKNOWN));
        assertThat(bench.draw().stage()).isEqualTo(Stage.FAILED);
        assertThat(model.count("submit")).isEqualTo(1);
    }

    @Test
    void patience_with_a_busy_vendor_ends() {
        for (var i = 0; i < 100; i++) {
            model.submissions.add(() -> ScriptedModel.failed(FailureCode.RATE_LIMITED, Retry.SAFE, Billing.NOT_BILLED));
        }
        var task = bench.draw();
        assertThat(task.stage()).isEqualTo(Stage.FAILED);
        assertThat(model.now()).isBefore(ScriptedModel.BEGIN.plus(Duration.ofMinutes(12)));
        assertThat(task.settlement()).isEqualTo(new Settlement(Proof.NOT_BILLED, null));
    }

    @Test
    void every_other_refusal_is_final() {
        for (var retry : List.of(Retry.SAFE, Retry.NEVER)) {
            model.submissions.add(() -> ScriptedModel.failed(FailureCode.POLICY_INPUT, retry, Billing.NOT_BILLED));
            var task = bench.draw();
            assertThat(task.stage()).isEqualTo(Stage.FAILED);
            assertThat(Objects.requireNonNull(task.failure()).code()).isEqualTo(FailureCode.POLICY_INPUT);
            assertThat(task.attempts()).hasSize(1);
        }
    }

    @Test
    void a_request_that_cannot_be_sent_costs_nothing() {
        model.submissions.add(() -> {
            throw new ShotwrightException(ErrorCode.FILE_NOT_FOUND, "media.source", "a.png does not exist");
        });
        var task = bench.draw();
        assertThat(task.stage()).isEqualTo(Stage.FAILED);
        assertThat(Objects.requireNonNull(task.failure()).message()).isEqualTo("a.png does not exist");
        assertThat(task.settlement()).isEqualTo(new Settlement(Proof.NOT_BILLED, null));
    }

    @Test
    void a_lost_answer_is_looked_for_and_never_submitted_again() {
        model.submissions.add(ScriptedModel::inDoubt);
        model.looks.add(() -> null);
        model.looks.add(() -> Outcomes.running("t9", null));
        var task = bench.draw();
        assertThat(task.stage()).isEqualTo(Stage.FETCHED);
        assertThat(task.attempts()).extracting(Attempt::answer).containsExactly(Answer.FOUND);
        assertThat(task.ticket()).isEqualTo("t9");
        assertThat(model.count("submit")).isEqualTo(1);
        assertThat(model.count("find")).isEqualTo(2);
    }

    @Test
    void a_lost_answer_that_is_not_found_leaves_the_task_in_doubt_with_its_money_held() {
        model.submissions.add(ScriptedModel::inDoubt);
        model.looks.add(() -> {
            throw ScriptedModel.trouble(FailureCode.OVERLOADED, Retry.SAFE);
        });
        var task = bench.draw();
        assertThat(task.stage()).isEqualTo(Stage.IN_DOUBT);
        assertThat(task.held()).isEqualTo(Money.of("3", "CNY"));
        assertThat(model.count("find")).isEqualTo(3);
        assertThat(bench.resume().stage()).isEqualTo(Stage.IN_DOUBT);
        assertThat(model.count("submit")).isEqualTo(1);
    }

    @Test
    void a_lost_answer_stays_in_doubt_though_the_vendor_knows_no_such_model_any_more() {
        model.submissions.add(ScriptedModel::inDoubt);
        for (var i = 0; i < 3; i++) {
            model.looks.add(() -> {
                throw ScriptedModel.trouble(FailureCode.NOT_FOUND, Retry.NEVER);
            });
        }
        var task = bench.draw();
        assertThat(task.stage()).isEqualTo(Stage.IN_DOUBT);
        assertThat(task.held()).isEqualTo(Money.of("3", "CNY"));
        model.looks.add(() -> Outcomes.running("t9", null));
        assertThat(bench.resume().stage()).isEqualTo(Stage.FETCHED);
        assertThat(model.count("submit")).isEqualTo(1);
    }

    @Test
    void a_name_that_only_one_task_bears_is_looked_for_however_wrong_the_vendors_clock_is() {
        model.submissions.add(ScriptedModel::inDoubt);
        var task = bench.draw();
        assertThat(model.sought).containsOnly(task.submitted().minus(Duration.ofHours(1)));
        var named = task.request().toBuilder().clientReference("of the user").build();
        var users =
                Task.prepared("t", task.vendor(), named, task.output(), task.overwrite(), task.created(), task.quote());
        assertThat(users.soughtSince()).isEqualTo(users.submitted());
    }

    @Test
    void a_fault_of_the_vendor_that_proves_nothing_is_looked_up() {
        model.submissions.add(() -> ScriptedModel.failed(FailureCode.INTERNAL, Retry.LOOK_UP_FIRST, Billing.UNKNOWN));
        assertThat(bench.draw().stage()).isEqualTo(Stage.IN_DOUBT);
        assertThat(model.count("find")).isEqualTo(3);
    }

    @Test
    void a_draw_that_another_task_owns_is_not_taken_for_the_lost_one() {
        assertThat(bench.draw().ticket()).isEqualTo("ticket-1");
        model.submissions.add(ScriptedModel::inDoubt);
        for (var i = 0; i < 3; i++) {
            model.looks.add(() -> Outcomes.running("ticket-1", null));
        }
        assertThat(bench.draw().stage()).isEqualTo(Stage.IN_DOUBT);
    }

    @Test
    void a_process_killed_before_it_submits_has_paid_nothing_and_can_go_on() {
        bench.begin().close();
        assertThat(bench.only().stage()).isEqualTo(Stage.PREPARED);
        assertThat(bench.resume().stage()).isEqualTo(Stage.FETCHED);
        assertThat(model.count("submit")).isEqualTo(1);
    }

    @Test
    void a_process_killed_between_submit_and_save_is_in_doubt_and_looks_the_draw_up() {
        model.submissions.add(() -> {
            throw new Bench.Killed();
        });
        bench.kill();
        assertThat(bench.only().stage()).isEqualTo(Stage.SUBMITTING);
        assertThat(bench.only().ticket()).isNull();
        assertThat(bench.resume().stage()).isEqualTo(Stage.IN_DOUBT);
        model.looks.add(() -> Outcomes.queued("t3"));
        assertThat(bench.resume().stage()).isEqualTo(Stage.FETCHED);
        assertThat(model.count("submit")).isEqualTo(1);
    }

    @Test
    void a_process_killed_after_any_save_loses_no_clip_and_pays_for_none_twice() {
        for (var stage : List.of(Stage.ACCEPTED, Stage.SUCCEEDED, Stage.FETCHED)) {
            var fresh = new Bench(folder.resolve(stage.word()).toAbsolutePath());
            var task = fresh.killedAt(stage);
            assertThat(task.stage()).as(stage.word()).isEqualTo(Stage.FETCHED);
            assertThat(fresh.model.count("submit")).isEqualTo(1);
            assertThat(fresh.output()).hasBinaryContent(fresh.clip);
        }
    }

    @Test
    void a_failure_after_acceptance_is_settled_by_what_the_vendor_says() {
        model.polls.add(() -> ScriptedModel.failed(FailureCode.POLICY_OUTPUT, Retry.SAFE, Billing.UNKNOWN));
        var task = bench.draw();
        assertThat(task.stage()).isEqualTo(Stage.FAILED);
        assertThat(task.settlement()).isEqualTo(new Settlement(Proof.UNPROVEN, null));
        assertThat(model.count("submit")).isEqualTo(1);
    }

    @Test
    void what_was_never_sent_is_cancelled_without_the_vendor() {
        try (var claim = bench.begin()) {
            assertThat(bench.courier().cancel(claim).stage()).isEqualTo(Stage.CANCELLED);
        }
        assertThat(model.calls).isEmpty();
        assertThat(bench.only().settlement()).isEqualTo(new Settlement(Proof.NOT_BILLED, null));
    }

    @Test
    void a_cancelled_draw_is_settled_by_what_the_vendor_proves() {
        model.polls.add(() -> Outcomes.unbilled(State.CANCELLED, "ticket-1"));
        assertThat(bench.draw().settlement()).isEqualTo(new Settlement(Proof.NOT_BILLED, null));
    }

    @Test
    void a_vendor_that_refuses_to_cancel_leaves_the_task_in_flight() throws IOException {
        bench.waits = false;
        model.polls.add(() -> Outcomes.running("ticket-1", 0.5));
        try (var claim = bench.begin()) {
            bench.waits = true;
            bench.onSave = task -> bench.waits = task.stage() != Stage.ACCEPTED;
            bench.courier().carry(claim);
            assertThat(bench.courier().cancel(claim).stage()).isEqualTo(Stage.ACCEPTED);
            model.polls.add(() -> Outcomes.ended(State.CANCELLED, "ticket-1"));
            assertThat(bench.courier().cancel(claim).stage()).isEqualTo(Stage.CANCELLED);
            assertThat(claim.task().settlement()).as("nobody tells").isEqualTo(new Settlement(Proof.UNPROVEN, null));
        }
    }
}
