package dev.shotwright.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.jobs.database.Database;
import dev.shotwright.server.Client;
import dev.shotwright.server.Stage;
import org.junit.jupiter.api.Test;

class OutageTest {
    @Test
    void a_service_whose_database_is_away_says_so_and_when_to_ask_again() {
        try (var stage = Stage.open()) {
            var known = stage.tenant("known");
            assertThat(known.get("/api/v1/videos").status()).isEqualTo(200);
            var unknown = stage.tenant("unknown");
            lose(stage.database());
            unavailable(known.get("/api/v1/videos"));
            unavailable(known.get("/v1/videos"));
            unavailable(unknown.get("/api/v1/videos"));
            assertThat(known.get("/health/ready").status()).isEqualTo(503);
            assertThat(known.get("/health/live").status()).isEqualTo(200);
        }
    }

    private static void lose(Database database) {
        database.close();
    }

    private static void unavailable(Client.Reply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isEqualTo("2");
        assertThat(reply.text()).contains("unavailable").doesNotContain("Hikari");
    }
}
