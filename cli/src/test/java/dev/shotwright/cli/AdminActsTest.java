package dev.shotwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.vocabulary.ShotwrightException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code admin.yaml} says can be done. */
final class AdminActsTest {
    private static AdminActs.Act act(String subject, String name) {
        return AdminActs.standard().of(subject).stream()
                .filter(act -> act.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void every_act_is_a_question_or_a_change_at_an_administrators_path() {
        AdminActs.standard().subjects().forEach((subject, acts) -> {
            assertThat(acts).as(subject).isNotEmpty();
            assertThat(acts).allSatisfy(act -> {
                assertThat(act.method()).isIn("GET", "POST", "PUT", "DELETE");
                assertThat(act.at()).startsWith("/admin/");
            });
        });
    }

    @Test
    void names_fill_the_path_first_and_what_is_sent_after_that() {
        var issue = act("keys", "issue");
        assertThat(issue.usage()).isEqualTo("issue ACCOUNT NAME");
        assertThat(issue.path(List.of("acc_1", "a b"), Map.of())).isEqualTo("/api/v1/admin/accounts/acc_1/keys");
        assertThat(issue.taken(List.of("acc_1", "a b"))).containsExactly(Map.entry("name", "a b"));
        assertThat(act("accounts", "list").path(List.of(), Map.of("limit", "2")))
                .isEqualTo("/api/v1/admin/accounts?limit=2");
    }

    @Test
    void a_missing_name_is_told_with_what_is_wanted() {
        assertThatThrownBy(() -> act("keys", "revoke").path(List.of("acc_1"), Map.of()))
                .isInstanceOf(ShotwrightException.class)
                .hasMessageContaining("revoke ACCOUNT KEY");
        assertThatThrownBy(() -> AdminActs.standard().of("acounts"))
                .isInstanceOf(ShotwrightException.class)
                .hasMessageContaining("nearest is accounts");
    }
}
