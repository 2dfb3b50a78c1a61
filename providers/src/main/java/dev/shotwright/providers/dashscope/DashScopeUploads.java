package dev.shotwright.providers.dashscope;

import dev.shotwright.providers.enclosure.Enclosure;
import dev.shotwright.providers.enclosure.Form;
import dev.shotwright.providers.transport.Call;
import dev.shotwright.providers.transport.Line;
import dev.shotwright.vocabulary.card.Carriage;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Media on their way to DashScope: by their address, pictures within the request where the model reads them so, and all else through
 * the vendor's store, where a file is kept for two days for the one model that it is brought for.
 */
final class DashScopeUploads {
    /** What an address of the vendor's store begins with. */
    static final String SCHEME = "oss://";

    private final ModelCard card;
    private final Line line;
    private final URI address;

    DashScopeUploads(ModelCard card, Line line, URI address) {
        this.card = card;
        this.line = line;
        this.address = address;
    }

    /** The address that the request names a medium by. */
    String address(MediaItem item) {
        var enclosure = new Enclosure(item);
        return item.fromAddress() || isWithin(item) ? enclosure.address() : brought(enclosure);
    }

    private boolean isWithin(MediaItem item) {
        return item.kind() == MediaKind.IMAGE
                && card.modes().stream()
                        .flatMap(mode -> mode.media().stream())
                        .anyMatch(limit -> limit.covers(item) && limit.by().contains(Carriage.INLINE));
    }

    private String brought(Enclosure enclosure) {
        var model = URLEncoder.encode(card.vendorsName(), StandardCharsets.UTF_8);
        var place = new DashScopeTasks(line, address)
                .answered(Call.get(URI.create(address + "/uploads?action=getPolicy&model=" + model)))
                .path("data");
        var name = enclosure.fileName().replaceAll("[^A-Za-z0-9._-]", "_");
        var key = "%s/%s-%s".formatted(text(place, "upload_dir"), UUID.randomUUID(), name);
        var form = new Form("file", enclosure);
        form.field("OSSAccessKeyId", text(place, "oss_access_key_id"));
        form.field("Signature", text(place, "signature"));
        form.field("policy", text(place, "policy"));
        form.field("key", key);
        form.field("x-oss-object-acl", text(place, "x_oss_object_acl"));
        form.field("x-oss-forbid-overwrite", text(place, "x_oss_forbid_overwrite"));
        form.field("success_action_status", "200");
        form.field("x-oss-content-type", enclosure.type());
        var stored = line.bring(form.post(URI.create(text(place, "upload_host"))));
        if (!stored.ok()) {
            throw line.trouble(DashScopeAnswer.failure(stored));
        }
        return SCHEME + key;
    }

    private static String text(JsonNode place, String name) {
        return place.path(name).asString("");
    }
}
