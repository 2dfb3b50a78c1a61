package dev.shotwright.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FiguresTest {
    private Stage stage;

    @BeforeAll
    void open() {
        stage = Stage.open();
    }

    @AfterAll
    void close() {
        stage.close();
    }

    @Test
    void figures_tell_what_waits_who_works_how_vendors_do_what_is_held_and_how_full_quotas_are() {
        try (var _ = stage.worker()) {
            var tenant = stage.tenant("tenant");
            var admin = stage.administrator();
            var account = tenant.get("/api/v1/account").at("/id");
            var quota = admin.put(
                    "/api/v1/admin/accounts/" + account + "/quotas",
                    "{\"model\": \"*\", \"limit\": {\"tokensPerMinute\": 1000}}");
            assertThat(quota.status()).as(quota.text()).isEqualTo(200);
            var accepted =
                    tenant.post("/api/v1/videos", "{\"model\": \"sketch\", \"prompt\": \"a fox\", \"count\": 3}");
            assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
            attempt("succeeded", true, "");
            attempt("failed", true, "policy-input");
            attempt("failed", true, "overloaded");
            attempt("accepted", false, "");
            attempt("in-doubt", false, "");
            var figures = figures(admin);
            assertThat(figures.at("/queues/0/capability")).isEqualTo("sketch");
            assertThat(figures.at("/queues/0/queued")).isEqualTo("3");
            assertThat(figures.json().at("/queues/0/oldest").asDouble()).isPositive();
            assertThat(figures.at("/workers/0/name")).isEqualTo("fake");
            assertThat(figures.at("/money/0/sum")).isEqualTo("0.0");
            assertThat(figures.at("/money/0/held")).isEqualTo("1.5");
            assertThat(figures.json().at("/quota/emptiest/0/used").asDouble()).isGreaterThan(100);
            assertThat(figures.json().at("/vendors/0").toString())
                    .isEqualTo(
                            "{\"vendor\":\"ark\",\"open\":1,\"succeeded\":1,\"refused\":1,\"troubled\":1,\"doubted\":1,"
                                    + "\"health\":0.6666666666666667}");
            assertThat(admin.get("/metrics").text())
                    .contains("shotwright_queue_jobs{class=\"sketch\"} 3.0")
                    .contains("shotwright_ledger_held{currency=\"CNY\"} 1.5")
                    .contains("shotwright_quota_buckets{used=\"1\"} 1.0")
                    .contains("shotwright_attempts{state=\"troubled\",vendor=\"ark\"} 1.0")
                    .contains("shotwright_vendor_health{vendor=\"ark\"} 0.66")
                    .contains("shotwright_worker_resident_bytes{worker=\"fake\"} 1.0")
                    .contains("shotwright_claims_total{class=\"sketch\"}");
            assertThat(admin.post("/api/v1/admin/proof", "").text()).contains("\"right\":true", "\"wrong\":[]");
            assertThat(tenant.get("/api/v1/admin/figures").status()).isEqualTo(403);
        }
    }

    /** As soon as they know of what was just asked for. */
    private static Client.Reply figures(Client admin) {
        var until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (true) {
            var figures = admin.get("/api/v1/admin/figures");
            if (figures.json().at("/queues/0/queued").asInt() == 3
                    && figures.json().at("/vendors").size() == 1) {
                return figures;
            }
            if (System.nanoTime() > until) {
                throw new AssertionError(figures.text());
            }
            LockSupport.parkNanos(50_000_000);
        }
    }

    private void attempt(String state, boolean over, String code) {
        stage.database().sql().sql("""
            insert into attempt (job, number, worker, vendor, started, ended, state, failure)
            select j.id, coalesce((select max(number) from attempt), 0) + 1, j.id, 'ark', now(), case when ? then now() end, ?,
                   case when ? <> '' then jsonb_build_object('code', ?::text) end
            from job j limit 1\
            """).params(over, state, code, code).update();
    }
}
