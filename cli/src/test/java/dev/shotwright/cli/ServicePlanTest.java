package dev.shotwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the settings of a service come from, and which goes before which. */
final class ServicePlanTest {
    @TempDir
    private Path folder;

    private ServicePlan plan(ServiceOptions words, Map<String, String> environment) {
        return ServicePlan.of(
                new Desk(folder, environment)
                        .surroundings(OutputStream.nullOutputStream(), OutputStream.nullOutputStream()),
                words);
    }

    private static Map<String, String> home(Path folder) {
        return Map.of("SHOTWRIGHT_HOME", folder.toString());
    }

    @Test
    void without_a_word_everything_is_kept_in_one_folder_of_this_machine() {
        var plan = plan(new ServiceOptions(), home(folder));
        assertThat(plan.data()).isEqualTo(folder.resolve("service"));
        assertThat(plan.media()).isEqualTo(folder.resolve("service/media").toString());
        assertThat(plan.database()).isNull();
        assertThat(plan.server().host()).isEqualTo("127.0.0.1");
        assertThat(plan.server().port()).isEqualTo(8080);
        assertThat(plan.workers()).isPositive();
        assertThat(plan.previz()).isPositive();
        assertThat(plan.keep()).isEqualTo(Duration.ofDays(7));
        assertThat(plan.grace()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void the_command_line_goes_before_the_environment_and_that_before_the_file() throws IOException {
        Files.createDirectories(folder.resolve("service"));
        Files.writeString(folder.resolve("service/service.yaml"), """
            port: 1001
            media: from-file
            workers: 3
            database: {url: "jdbc:postgresql://file/x", user: me}
            slots: {previz: 4, hosted: 5}
            grace: 7
            rates: {asOf: 2026-11-20, source: our bank, base: CNY, rates: {USD: 0.5}}
            """);
        var words = new ServiceOptions();
        words.port = "1003";
        var plan = plan(
                words,
                Map.of(
                        "SHOTWRIGHT_HOME", folder.toString(),
                        "SHOTWRIGHT_PORT", "1002",
                        "SHOTWRIGHT_MEDIA", "from-environment",
                        "SHOTWRIGHT_DATABASE_PASSWORD", "secret"));
        assertThat(plan.server().port()).isEqualTo(1003);
        assertThat(plan.media()).isEqualTo("from-environment");
        assertThat(plan.workers()).isEqualTo(3);
        assertThat(plan.previz()).isEqualTo(4);
        assertThat(plan.hosted()).isEqualTo(5);
        assertThat(plan.grace()).isEqualTo(Duration.ofSeconds(7));
        assertThat(plan.server().rates().convert(Money.of("4", "CNY"), "USD")).isEqualTo(Money.of("2", "USD"));
        assertThat(plan.database()).satisfies(database -> {
            assertThat(database.url()).isEqualTo("jdbc:postgresql://file/x");
            assertThat(database.user()).isEqualTo("me");
            assertThat(database.password()).isEqualTo("secret");
            assertThat(database).asString().doesNotContain("secret");
        });
    }

    @Test
    void a_key_that_is_none_is_refused_with_the_file() throws IOException {
        Files.createDirectories(folder.resolve("service"));
        Files.writeString(folder.resolve("service/service.yaml"), "prot: 1\n");
        assertThatThrownBy(() -> plan(new ServiceOptions(), home(folder)))
                .isInstanceOfSatisfying(
                        ShotwrightException.class,
                        problem -> assertThat(problem.code()).isEqualTo(ErrorCode.UNKNOWN_FIELD))
                .hasMessageContaining("service.yaml")
                .hasMessageContaining("prot");
    }
}
