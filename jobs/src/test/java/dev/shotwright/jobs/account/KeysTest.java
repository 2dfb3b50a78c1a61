package dev.shotwright.jobs.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.database.Channel;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.Listening;
import dev.shotwright.jobs.database.TestDatabase;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeysTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
    private final InstantSource clock = now::get;
    private final TestDatabase test = TestDatabase.fresh();
    private final Database database = test.database();
    private final Ids ids = Ids.secure(clock);
    private final Accounts accounts = new Accounts(database, ids, clock);
    private final Keys keys = keys(database);
    private final Account account = accounts.open(AccountTerms.prepaid("studio", "CNY"), null);

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void a_key_proves_who_asks_and_what_for() {
        var issued = keys.issue(account.id(), "ci", Set.of(Scope.SUBMIT, Scope.READ), null, null);
        assertThat(issued.text())
                .matches("sw_[0-9A-Za-z]{6}_[0-9A-Za-z]{40}")
                .startsWith(issued.key().prefix());
        var caller = keys.authenticate(issued.text(), "here");
        assertThat(caller)
                .isEqualTo(
                        new Caller(account.id(), issued.key().id(), Set.of(Scope.READ, Scope.SUBMIT), account.terms()));
        caller.require(Scope.READ);
        assertThatThrownBy(() -> caller.require(Scope.ADMIN))
                .hasMessage("this key has the scopes submit, read; needed is admin")
                .extracting(fault -> ((ShotwrightException) fault).code())
                .isEqualTo(ErrorCode.FORBIDDEN);
    }

    @Test
    void the_text_of_a_key_is_nowhere_in_the_database_and_in_no_description() {
        var issued = keys.issue(account.id(), "ci", Set.of(Scope.SUBMIT), null, null);
        var secret = issued.text().substring("sw_123456_".length());
        assertThat(issued.toString()).doesNotContain(secret);
        assertThat(new KeyText(issued.text()).toString()).doesNotContain(secret);
        assertThat(database.sql().sql("""
            select count(*) from (
              select api_key::text as line from api_key union all select audit::text from audit) t
            where line like '%' || ? || '%'\
            """).param(secret).query(Long.class).single())
                .isZero();
    }

    @Test
    void a_revoked_key_opens_nothing_at_once_where_it_was_revoked() {
        var issued = keys.issue(account.id(), "ci", Set.of(Scope.SUBMIT), null, null);
        keys.authenticate(issued.text(), "here");
        keys.revoke(account.id(), issued.key().id(), null);
        assertRefused(keys, issued.text());
    }

    @Test
    void a_revoked_key_opens_nothing_at_once_in_another_process() throws Exception {
        var issued = keys.issue(account.id(), "ci", Set.of(Scope.SUBMIT), null, null);
        try (var second = Database.open(test.address(), 2);
                var listening = new Listening(second)) {
            var other = keys(second);
            var heard = new CountDownLatch(1);
            listening.on(Channel.REVOKED, message -> {
                other.forget(message);
                heard.countDown();
            });
            while (!listening.connected()) {
                Thread.onSpinWait();
            }
            other.authenticate(issued.text(), "here");
            keys.revoke(account.id(), issued.key().id(), null);
            assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
            assertRefused(other, issued.text());
        }
    }

    @Test
    void a_process_that_hears_nothing_believes_a_revoked_key_for_five_seconds() {
        var deaf = keys(database);
        var issued = keys.issue(account.id(), "ci", Set.of(Scope.SUBMIT), null, null);
        deaf.authenticate(issued.text(), "here");
        keys.revoke(account.id(), issued.key().id(), null);
        now.updateAndGet(time -> time.plus(Duration.ofMillis(4999)));
        deaf.authenticate(issued.text(), "here");
        now.updateAndGet(time -> time.plus(Duration.ofMillis(1)));
        assertRefused(deaf, issued.text());
    }

    @Test
    void an_expired_key_opens_nothing_though_it_was_believed_a_moment_ago() {
        var issued =
                keys.issue(account.id(), "ci", Set.of(Scope.SUBMIT), now.get().plusSeconds(2), null);
        keys.authenticate(issued.text(), "here");
        now.updateAndGet(time -> time.plusSeconds(2));
        assertRefused(keys, issued.text());
    }

    @Test
    void the_keys_of_a_closed_account_open_nothing() {
        var issued = keys.issue(account.id(), "ci", Set.of(Scope.SUBMIT), null, null);
        accounts.close(account.id(), null);
        assertRefused(keys, issued.text());
        assertThatThrownBy(() -> keys.issue(account.id(), "ci", Set.of(Scope.SUBMIT), null, null))
                .extracting(fault -> ((ShotwrightException) fault).code())
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void nobody_revokes_the_key_of_another_account() {
        var issued = keys.issue(account.id(), "ci", Set.of(Scope.SUBMIT), null, null);
        var other = accounts.open(AccountTerms.prepaid("other", "CNY"), null);
        assertThatThrownBy(() -> keys.revoke(other.id(), issued.key().id(), null))
                .extracting(fault -> ((ShotwrightException) fault).code())
                .isEqualTo(ErrorCode.NOT_FOUND);
        keys.authenticate(issued.text(), "here");
    }

    @Test
    void wrong_keys_are_slowed_and_those_of_other_places_are_not() {
        var issued = keys.issue(account.id(), "ci", Set.of(Scope.SUBMIT), null, null);
        for (var i = 0; i < 5; i++) {
            assertRefused(keys, "sw_abcdef_" + "x".repeat(39) + i);
        }
        assertThatThrownBy(() -> keys.authenticate("sw_abcdef_" + "y".repeat(40), "here"))
                .hasMessageContaining("too many wrong keys")
                .extracting(fault -> ((ShotwrightException) fault).code())
                .isEqualTo(ErrorCode.OVER_QUOTA);
        keys.authenticate(issued.text(), "elsewhere");
        now.updateAndGet(time -> time.plusSeconds(1));
        keys.authenticate(issued.text(), "here");
    }

    @Test
    void each_further_wrong_key_costs_twice_the_wait_up_to_a_minute() {
        var failures = new Failures();
        var at = now.get();
        var waits = new ArrayList<Long>();
        for (var i = 0; i < 14; i++) {
            failures.strike("here", at);
            waits.add(failures.wait("here", at).toSeconds());
        }
        assertThat(waits).containsExactly(0L, 0L, 0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L, 60L);
        assertThat(failures.wait("here", at.plus(Duration.ofMinutes(1)))).isZero();
        var later = at.plus(Duration.ofMinutes(11));
        failures.strike("here", later);
        assertThat(failures.wait("here", later)).isZero();
    }

    @Test
    void a_key_says_when_it_was_last_used_about() {
        var issued = keys.issue(account.id(), "ci", Set.of(Scope.SUBMIT), null, null);
        keys.authenticate(issued.text(), "here");
        assertThat(keys.list(account.id())).singleElement().satisfies(key -> {
            assertThat(key.used()).isEqualTo(now.get());
            assertThat(key.scopes()).containsExactly(Scope.SUBMIT);
        });
    }

    @Test
    void changed_terms_are_known_at_once_where_they_were_changed_and_the_trail_tells_who() {
        var issued = keys.issue(account.id(), "ci", Set.of(Scope.SUBMIT), null, null);
        keys.authenticate(issued.text(), "here");
        var terms = new AccountTerms(
                "studio", "CNY", "Asia/Tokyo", 2.5, 3, 4, null, null, Pool.ALL_KEYS, List.of("preview-3"));
        accounts.change(account.id(), terms, issued.key().id());
        keys.forgetAll();
        assertThat(keys.authenticate(issued.text(), "here").terms()).isEqualTo(terms);
        assertThat(accounts.named("studio").terms()).isEqualTo(terms);
        assertThat(new AuditTrail(database).before(null, 1)).singleElement().satisfies(deed -> {
            assertThat(deed.act()).isEqualTo("account.change");
            assertThat(deed.actor()).isEqualTo(issued.key().id());
            assertThat(deed.subject()).isEqualTo(Ids.write(Prefix.ACCOUNT, account.id()));
        });
    }

    @Test
    void an_accounts_name_is_its_own_and_its_currency_stays() {
        assertThatThrownBy(() -> accounts.open(AccountTerms.prepaid("studio", "USD"), null))
                .extracting(fault -> ((ShotwrightException) fault).code())
                .isEqualTo(ErrorCode.CONFLICT);
        assertThatThrownBy(() -> accounts.change(account.id(), AccountTerms.prepaid("studio", "USD"), null))
                .hasMessage("currency is USD; accepted is CNY, since an account's currency stays");
    }

    private Keys keys(Database through) {
        return new Keys(through, ids, clock, new SecureRandom());
    }

    private static void assertRefused(Keys keys, @Nullable String text) {
        assertThatThrownBy(() -> keys.authenticate(String.valueOf(text), "here"))
                .extracting(fault -> ((ShotwrightException) fault).code())
                .isEqualTo(ErrorCode.UNAUTHENTICATED);
    }
}
