package dev.shotwright.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The keys of vendors, given to the service over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminVendorsTest {
    private static final String SECRET = "ark-0123456789";

    private Stage stage;
    private Client admin;

    @BeforeAll
    void open() {
        stage = Stage.open();
        admin = stage.administrator();
    }

    @AfterAll
    void close() {
        stage.close();
    }

    @Test
    void keys_are_kept_under_a_seal_and_shown_to_nobody() {
        var given = admin.send("PUT", "/api/v1/admin/vendors/ark", "{\"keys\":{\"ARK_API_KEY\":\"" + SECRET + "\"}}");
        assertThat(given.status()).isEqualTo(204);
        var list = admin.get("/api/v1/admin/vendors");
        assertThat(list.text()).doesNotContain(SECRET);
        assertThat(list.json().findValuesAsString("vendor")).contains("ark", "kling");
        assertThat(list.json()
                        .path("vendors")
                        .valueStream()
                        .filter(vendor -> vendor.has("changed"))
                        .map(vendor -> vendor.path("vendor").asString()))
                .containsExactly("ark");
        assertThat(admin.get("/api/v1/admin/audit").text())
                .contains("vendor-key.put", "ARK_API_KEY")
                .doesNotContain(SECRET);
        assertThat(stage.database()
                        .sql()
                        .sql("select encode(sealed, 'escape') from vendor_key")
                        .query(String.class)
                        .single())
                .doesNotContain(SECRET);
        assertThat(admin.send("DELETE", "/api/v1/admin/vendors/ark", null).status())
                .isEqualTo(204);
        assertThat(admin.send("DELETE", "/api/v1/admin/vendors/ark", null).status())
                .isEqualTo(404);
    }

    @Test
    void a_wrong_name_is_told_with_the_right_ones() {
        var vendor = admin.send("PUT", "/api/v1/admin/vendors/arc", "{\"keys\":{\"ARK_API_KEY\":\"x\"}}");
        assertThat(vendor.status()).isEqualTo(400);
        assertThat(vendor.at("/detail")).contains("nearest is ark");
        var key = admin.send("PUT", "/api/v1/admin/vendors/ark", "{\"keys\":{\"ARK_KEY\":\"" + SECRET + "\"}}");
        assertThat(key.status()).isEqualTo(400);
        assertThat(key.at("/detail")).contains("ARK_API_KEY").doesNotContain(SECRET);
    }
}
