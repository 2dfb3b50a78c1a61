package dev.shotwright.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.server.Client;
import dev.shotwright.server.Stage;
import dev.shotwright.server.Staged;
import org.junit.jupiter.api.Test;

/** The keys of vendors, given to the service over HTTP. */
@Staged
class VendorsTest {
    private static final String SECRET = "ark-0123456789";

    private final Stage stage;
    private final Client admin;

    VendorsTest(Stage stage) {
        this.stage = stage;
        this.admin = stage.administrator();
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
