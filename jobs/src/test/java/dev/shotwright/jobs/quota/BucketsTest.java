package dev.shotwright.jobs.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.account.AccountTerms;
import dev.shotwright.jobs.account.Accounts;
import dev.shotwright.jobs.account.Keys;
import dev.shotwright.jobs.account.Pool;
import dev.shotwright.jobs.account.Scope;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.TestDatabase;
import dev.shotwright.jobs.ledger.Ledger;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.Hours;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BucketsTest {
    private static final String MODEL = "clouds-1";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T12:00:00Z"));
    private final InstantSource clock = now::get;
    private final TestDatabase test = TestDatabase.fresh();
    private final Database database = test.database();
    private final Ids ids = Ids.secure(clock);
    private final Accounts accounts = new Accounts(database, ids, clock);
    private final Keys keys = new Keys(database, ids, clock, new SecureRandom());
    private final Quotas quotas = new Quotas(database, clock);

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void each_key_has_a_quota_of_its_own_for_each_model() {
        var account = account("a", Pool.EACH_KEY);
        var one = key(account);
        var two = key(account);
        quotas.set(account, null, Quotas.ANY_MODEL, tokens(1000), null);
        assertThat(take(account, one, MODEL, 1000)).isInstanceOf(Ration.Granted.class);
        assertThat(take(account, one, MODEL, 1)).isInstanceOf(Ration.Later.class);
        assertThat(take(account, two, MODEL, 1000)).isInstanceOf(Ration.Granted.class);
        assertThat(take(account, one, "rain-2", 1000)).isInstanceOf(Ration.Granted.class);
    }

    @Test
    void keys_that_share_a_pool_take_from_one_bucket() {
        var account = account("a", Pool.ALL_KEYS);
        quotas.set(account, null, MODEL, tokens(1000), null);
        assertThat(take(account, key(account), MODEL, 600)).isInstanceOf(Ration.Granted.class);
        assertThat(take(account, key(account), MODEL, 600)).isInstanceOf(Ration.Later.class);
    }

    @Test
    void the_limit_of_a_key_goes_before_that_of_its_account_and_of_a_model_before_that_of_any() {
        var account = account("a", Pool.EACH_KEY);
        var key = key(account);
        assertThat(quotas.standing(new Share(account, key, MODEL)).limit()).isEqualTo(Limit.STANDARD);
        quotas.set(account, null, Quotas.ANY_MODEL, new Limit(1000L, 10L, null, List.of()), null);
        quotas.set(account, null, MODEL, tokens(2000), null);
        quotas.set(account, key, Quotas.ANY_MODEL, new Limit(null, 30L, 2.0, List.of()), null);
        assertThat(quotas.standing(new Share(account, key, MODEL)).limit())
                .isEqualTo(new Limit(2000L, 30L, 2.0, List.of()));
        quotas.set(account, key, MODEL, tokens(4000), null);
        assertThat(quotas.standing(new Share(account, key, MODEL)).limit().tokensPerMinute())
                .isEqualTo(4000);
        assertThat(quotas.remove(account, key, MODEL, null)).isTrue();
        assertThat(quotas.remove(account, key, MODEL, null)).isFalse();
        assertThat(quotas.list(account)).hasSize(3);
    }

    @Test
    void a_raise_is_kept_as_it_was_agreed() {
        var account = account("a", Pool.EACH_KEY);
        var raise = new Raise(Hours.parse("mon-fri 07:30-09:30 Asia/Shanghai"), 2_000_000L, null);
        quotas.set(account, null, MODEL, new Limit(800_000L, null, 1.5, List.of(raise)), null);
        assertThat(quotas.list(account))
                .containsExactly(new AgreedLimit(account, null, MODEL, new Limit(800_000L, null, 1.5, List.of(raise))));
    }

    @Test
    void what_is_left_can_be_looked_at_without_taking() {
        var account = account("a", Pool.EACH_KEY);
        var key = key(account);
        take(account, key, MODEL, 300_000);
        now.updateAndGet(time -> time.plus(Duration.ofSeconds(15)));
        for (var i = 0; i < 2; i++) {
            assertThat(quotas.standing(new Share(account, key, MODEL)).left())
                    .isEqualTo(new Ration.Left(800_000L, 700_000L, null, null));
        }
    }

    @Test
    void demands_at_the_same_time_never_take_the_same_tokens() throws Exception {
        var account = account("a", Pool.ALL_KEYS);
        var key = key(account);
        quotas.set(account, null, MODEL, tokens(1000), null);
        try (var second = Database.open(test.address(), 4);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = new ArrayList<Future<Ration>>();
            for (var i = 0; i < 30; i++) {
                var through = i % 2 == 0 ? database : second;
                done.add(threads.submit(() -> take(through, account, key, MODEL, 100)));
            }
            var granted = 0;
            for (var one : done) {
                granted += one.get() instanceof Ration.Granted ? 1 : 0;
            }
            assertThat(granted).isEqualTo(10);
        }
    }

    @Test
    void a_limit_for_a_key_of_another_account_is_refused() {
        var account = account("a", Pool.EACH_KEY);
        var foreign = key(account("b", Pool.EACH_KEY));
        assertThatThrownBy(() -> quotas.set(account, foreign, MODEL, tokens(1), null))
                .extracting(fault -> ((ShotwrightException) fault).code())
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void caps_say_how_many_more_may_wait() {
        var account = account("a", Pool.EACH_KEY);
        var caps = Objects.requireNonNull(
                database.transaction(tx -> Caps.read(tx, List.of(account))).get(account));
        assertThat(caps).isEqualTo(new Caps(account, 100_000, 50));
        assertThat(caps.room(99_999)).isEqualTo(1);
        assertThat(caps.room(100_005)).isEqualTo(0);
    }

    @Test
    void a_request_takes_the_video_tokens_of_what_is_drawn_and_read() {
        var request = Documents.yaml().read(VideoRequest.class, """
            {prompt: a, size: 1280x720, fps: 24, duration: 5, count: 2, media: [
              {kind: video, role: source-video, source: a.mp4, facts: {format: mp4, bytes: 9, duration: 3}}]}\
            """);
        assertThat(Demand.tokens(request)).isEqualTo(2 * 172_800);
        assertThatThrownBy(() -> Demand.tokens(request.toBuilder().size(null).build()))
                .hasMessageContaining("without size, fps or duration");
    }

    @Test
    void a_model_for_invited_accounts_does_not_exist_for_others() {
        var offers = new Offers(database, clock);
        var guest = new AccountTerms("guest", "CNY", "UTC", 1, 1, 1, null, null, Pool.EACH_KEY, List.of("preview-3"));
        var other = AccountTerms.prepaid("other", "CNY");
        offers.check("preview-3", other);
        offers.open("preview-3", Opening.INVITED, null);
        offers.check("preview-3", guest);
        assertThatThrownBy(() -> offers.check("preview-3", other))
                .extracting(fault -> ((ShotwrightException) fault).code())
                .isEqualTo(ErrorCode.UNKNOWN_MODEL);
        offers.open("preview-3", Opening.EVERYBODY, null);
        assertThat(offers.isOpen("preview-3", other)).isTrue();
    }

    private Ration take(UUID account, UUID key, String model, long tokens) {
        return take(database, account, key, model, tokens);
    }

    private Ration take(Database through, UUID account, UUID key, String model, long tokens) {
        var share = new Share(account, key, model);
        return through.transaction(tx -> {
            Ledger.lock(tx, List.of(account));
            var buckets = Buckets.load(tx, List.of(share), now.get());
            var ration = buckets.ask(share, new Demand(tokens, 1));
            if (ration instanceof Ration.Granted(var after, var _)) {
                buckets.keep(share, after);
            }
            buckets.store(tx);
            return ration;
        });
    }

    private static Limit tokens(long perMinute) {
        return new Limit(perMinute, null, null, List.of());
    }

    private UUID account(String name, Pool pool) {
        return accounts.open(new AccountTerms(name, "CNY", "UTC", 1, 50, 100_000, null, null, pool, List.of()), null)
                .id();
    }

    private UUID key(UUID account) {
        return keys.issue(account, "k", Set.of(Scope.SUBMIT), null, null).key().id();
    }
}
