package dev.shotwright.server.videos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.jobs.account.Account;
import dev.shotwright.jobs.account.AccountTerms;
import dev.shotwright.jobs.account.Pool;
import dev.shotwright.jobs.account.Scope;
import dev.shotwright.server.Client;
import dev.shotwright.server.Stage;
import dev.shotwright.server.Staged;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an account may ask: tokens and requests a minute, and money a day. A fox is 108,000 tokens and 0.5 CNY. */
@Staged
class QuotasTest {
    private static final String FOX = """
        {"model": "sketch", "prompt": "a fox"}\
        """;
    private static final Set<Scope> ALL = Set.of(Scope.SUBMIT, Scope.READ);

    private final Stage stage;
    private final Client admin;
    private int accounts;

    QuotasTest(Stage stage, dev.shotwright.server.FakeWorker worker) {
        this.stage = stage;
        this.admin = stage.administrator();
        assertThat(worker.id()).isNotEmpty();
    }

    private Account account(Pool pool, @Nullable BigDecimal dayLimit) {
        return stage.account(new AccountTerms(
                "quota " + ++accounts, "CNY", "Asia/Shanghai", 1, 50, 1000, null, dayLimit, pool, List.of()));
    }

    private Client limited(String limit) {
        var client = stage.client(account(Pool.EACH_KEY, null), ALL);
        agree(client, "", "sketch", limit);
        return client;
    }

    private void agree(Client client, String key, String model, String limit) {
        var agreed = admin.put(
                "/api/v1/admin/accounts/" + client.get("/api/v1/account").at("/id") + "/quotas",
                "{%s\"model\": \"%s\", \"limit\": %s}".formatted(key, model, limit));
        assertThat(agreed.status()).as(agreed.text()).isEqualTo(200);
    }

    private Client.Reply ask(Client client) {
        return client.post("/api/v1/videos", FOX);
    }

    private void accepted(Client client) {
        var reply = ask(client);
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    }

    private Client.Reply refused(Client client) {
        var reply = ask(client);
        assertThat(reply.status()).as(reply.text()).isEqualTo(429);
        assertThat(reply.at("/code")).isEqualTo("over-quota");
        return reply;
    }

    private static long seconds(Client.Reply reply) {
        return Long.parseLong(reply.header("Retry-After"));
    }

    @Test
    void over_quota_says_when_to_come_again_and_what_is_left_and_keeps_its_word() {
        var client = limited("{\"tokensPerMinute\": 120000}");
        accepted(client);
        var refused = refused(client);
        assertThat(seconds(refused)).isBetween(40L, 48L);
        assertThat(refused.json().at("/facts/tokensPerMinute").asLong()).isEqualTo(120_000);
        assertThat(refused.json().at("/facts/tokensLeft").asLong()).isBetween(12_000L, 30_000L);
        stage.clock().forward(Duration.ofSeconds(seconds(refused)));
        accepted(client);
        assertThat(client.get("/api/v1/videos").json().at("/videos")).hasSize(2);
    }

    @Test
    void who_asks_to_wait_is_let_in_one_behind_the_other() {
        var client = limited("{\"tokensPerMinute\": 108000}");
        accepted(client);
        var now = stage.clock().instant();
        var first = client.post("/api/v1/videos?overload=wait", FOX);
        var second = client.post("/api/v1/videos?overload=wait", FOX);
        assertThat(first.status()).as(first.text()).isEqualTo(202);
        assertThat(first.at("/state")).isEqualTo("queued");
        assertThat(Duration.between(now, Instant.parse(first.at("/notBefore"))).toSeconds())
                .isBetween(30L, 60L);
        assertThat(Duration.between(Instant.parse(first.at("/notBefore")), Instant.parse(second.at("/notBefore"))))
                .isBetween(Duration.ofMillis(59_900), Duration.ofMillis(60_100));
        assertThat(seconds(refused(client))).isGreaterThan(120);
        assertThat(client.get("/api/v1/account").at("/balance/held")).isEqualTo("1.5 CNY");
        var cancelled = client.post("/api/v1/videos/" + first.at("/id") + "/cancel", "");
        assertThat(cancelled.at("/state")).isEqualTo("cancelled");
        assertThat(client.get("/api/v1/account").at("/balance/held")).isEqualTo("1 CNY");
    }

    @Test
    void a_request_larger_than_the_bucket_enters_a_full_one_and_leaves_a_debt() {
        var client = limited("{\"tokensPerMinute\": 50000}");
        accepted(client);
        var refused = refused(client);
        assertThat(refused.json().at("/facts/tokensLeft").asLong()).isBetween(-58_000L, -40_000L);
        assertThat(seconds(refused)).isBetween(110L, 130L);
        stage.clock().forward(Duration.ofSeconds(seconds(refused)));
        accepted(client);
    }

    @Test
    void a_burst_may_be_saved_up() {
        var client = limited("{\"tokensPerMinute\": 108000, \"burstMinutes\": 3}");
        accepted(client);
        accepted(client);
        accepted(client);
        assertThat(seconds(refused(client))).isLessThanOrEqualTo(60);
    }

    @Test
    void requests_are_counted_where_that_is_agreed() {
        var client = limited("{\"requestsPerMinute\": 2}");
        accepted(client);
        accepted(client);
        var refused = refused(client);
        assertThat(refused.json().at("/facts/requestsPerMinute").asLong()).isEqualTo(2);
        assertThat(refused.json().at("/facts/requestsLeft").asLong()).isZero();
        assertThat(seconds(refused)).isBetween(1L, 30L);
        stage.clock().forward(Duration.ofSeconds(seconds(refused)));
        accepted(client);
    }

    @Test
    void a_closed_model_has_no_time_to_come_again() {
        var client = limited("{\"tokensPerMinute\": 0}");
        var refused = refused(client);
        assertThat(refused.header("Retry-After")).isEmpty();
        assertThat(refused.at("/detail")).contains("now or later");
        assertThat(client.post("/api/v1/videos?overload=wait", FOX).status()).isEqualTo(429);
    }

    @Test
    void keys_have_a_bucket_each_or_share_a_pool_and_a_keys_own_limit_goes_before() {
        var each = account(Pool.EACH_KEY, null);
        var one = stage.client(each, ALL);
        var two = stage.client(each, ALL);
        agree(one, "", "sketch", "{\"tokensPerMinute\": 108000}");
        accepted(one);
        accepted(two);
        refused(one);
        var own = stage.client(each, ALL);
        var key = own.get("/api/v1/account/keys").at("/keys/0/id");
        agree(own, "\"key\": \"%s\", ".formatted(key), "sketch", "{\"tokensPerMinute\": 500000}");
        accepted(own);
        accepted(own);
        refused(one);

        var pool = account(Pool.ALL_KEYS, null);
        var third = stage.client(pool, ALL);
        var fourth = stage.client(pool, ALL);
        agree(third, "", "*", "{\"tokensPerMinute\": 108000}");
        accepted(third);
        refused(fourth);
    }

    @Test
    void a_raise_lets_more_in_during_its_hours() {
        var client = limited("""
            {"tokensPerMinute": 108000, "raises": [{"hours": "daily 07:30-09:30 Asia/Shanghai", "tokensPerMinute": 1080000}]}\
            """);
        stage.clock().forwardTo(Duration.ofHours(22), Duration.ofDays(1));
        accepted(client);
        refused(client);
        stage.clock().forwardTo(Duration.ofHours(24), Duration.ofDays(1));
        for (var i = 0; i < 10; i++) {
            accepted(client);
        }
        var refused = refused(client);
        assertThat(refused.json().at("/facts/tokensPerMinute").asLong()).isEqualTo(1_080_000);
        stage.clock().forwardTo(Duration.ofHours(2), Duration.ofDays(1));
        accepted(client);
        assertThat(refused(client).json().at("/facts/tokensPerMinute").asLong()).isEqualTo(108_000);
    }

    @Test
    void a_day_has_its_money_and_the_next_one_has_it_anew() {
        var client = stage.client(account(Pool.EACH_KEY, new BigDecimal("1.2")), ALL);
        accepted(client);
        accepted(client);
        var refused = ask(client);
        assertThat(refused.status()).as(refused.text()).isEqualTo(402);
        assertThat(refused.at("/code")).isEqualTo("over-day-limit");
        assertThat(refused.at("/facts/left")).isEqualTo("0.2 CNY");
        assertThat(refused.at("/facts/needed")).isEqualTo("0.5 CNY");
        var again = Instant.parse(refused.at("/facts/again"));
        assertThat(again.atZone(java.time.ZoneId.of("Asia/Shanghai")).toLocalTime())
                .isEqualTo(java.time.LocalTime.MIDNIGHT);
        stage.clock().forward(Duration.ofSeconds(seconds(refused)));
        accepted(client);
    }

    @Test
    void each_dialect_tells_it_in_its_own_words() {
        var openai = limited("{\"tokensPerMinute\": 108000}");
        accepted(openai);
        var sora = openai.post("/v1/videos", "{\"model\": \"sketch\", \"prompt\": \"a fox\", \"seconds\": \"5\"}");
        assertThat(sora.status()).isEqualTo(429);
        assertThat(sora.at("/error/type")).isEqualTo("rate_limit_error");
        assertThat(sora.at("/error/code")).isEqualTo("rate_limit_exceeded");
        assertThat(seconds(sora)).isBetween(1L, 60L);
        var task = openai.post("/api/v3/contents/generations/tasks", """
            {"model": "sketch", "content": [{"type": "text", "text": "a fox"}]}\
            """);
        assertThat(task.status()).isEqualTo(429);
        assertThat(task.at("/error/code")).isEqualTo("RateLimitExceeded.EndpointTPMExceeded");
        assertThat(seconds(task)).isBetween(1L, 60L);
    }
}
