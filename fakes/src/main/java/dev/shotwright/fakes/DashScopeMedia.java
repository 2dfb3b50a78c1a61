package dev.shotwright.fakes;

import java.util.List;

/** The media of a request to DashScope. Into its store the vendor looks only where it is told to. */
final class DashScopeMedia {
    private final DashScopeStore store;
    private final String model;
    private final Store look;

    /** Whether the vendor is told to look into its store. */
    enum Store {
        OPEN,
        CLOSED
    }

    DashScopeMedia(DashScopeStore store, String model, Store look) {
        this.store = store;
        this.model = model;
        this.look = look;
    }

    void read(Fields input, boolean newer, Seen seen) {
        if (model.endsWith("-s2v")) {
            seen.put("firstFrame", address("image_url", input.requiredText("image_url", 2000)));
            seen.reference(address("audio_url", input.requiredText("audio_url", 2000)));
        } else if (newer) {
            mediaList(input, seen);
        } else if (model.contains("kf2v")) {
            seen.put("firstFrame", image("first_frame_url", input.requiredText("first_frame_url", 20 << 20)));
            seen.put("lastFrame", image("last_frame_url", input.requiredText("last_frame_url", 20 << 20)));
        } else if (model.contains("i2v")) {
            seen.put("firstFrame", image("img_url", input.requiredText("img_url", 20 << 20)));
            input.text("template", 100);
        } else if (model.contains("r2v")) {
            var references = input.texts("reference_urls", 5);
            if (references.isEmpty()) {
                throw new Refusal("input.reference_urls", "is missing");
            }
            references.forEach(each -> seen.reference(address("reference_urls", each)));
        }
        if (model.contains("2.5") || model.contains("2.6") || model.equals("wan2.7-t2v")) {
            var audio = input.text("audio_url", 2000);
            if (audio != null) {
                seen.reference(address("audio_url", audio));
            }
        }
    }

    private void mediaList(Fields input, Seen seen) {
        var accepted = switch (model) {
            case "wan2.7-t2v" -> List.<String>of();
            case "wan2.7-i2v" -> List.of("first_frame", "last_frame", "driving_audio", "first_clip");
            case "wan2.7-r2v" -> List.of("reference_image", "reference_video", "reference_voice");
            case "wan2.7-videoedit" -> List.of("video", "reference_image");
            default -> List.of("first_frame", "last_frame", "reference_image", "reference_video", "reference_audio");
        };
        var frames = false;
        var references = false;
        var list = input.objects("media", accepted.isEmpty() ? 0 : 20);
        for (var item : list) {
            var type = item.requiredText("type", 30);
            if (!accepted.contains(type)) {
                throw new Refusal("input.media.type", "is %s; accepted are %s".formatted(type, accepted));
            }
            var url = item.requiredText("url", 20 << 20);
            item.end();
            var image = type.endsWith("_frame") || type.endsWith("_image");
            var medium = image ? image("media.url", url) : address("media.url", url);
            frames |= type.endsWith("_frame");
            references |= type.startsWith("reference_");
            switch (type) {
                case "first_frame" -> seen.put("firstFrame", medium);
                case "last_frame" -> seen.put("lastFrame", medium);
                default -> seen.reference(medium);
            }
        }
        if (frames && references) {
            throw new Refusal("input.media", "mixes frames and references");
        }
        if (list.isEmpty() && model.matches("wan2\\.7-(i2v|r2v|videoedit)")) {
            throw new Refusal("input.media", "is missing");
        }
    }

    private String image(String field, String source) {
        return DashScopeStore.isStored(source) ? stored(field, source) : Seen.medium(field, source);
    }

    private String address(String field, String source) {
        if (DashScopeStore.isStored(source)) {
            return stored(field, source);
        }
        if (!source.startsWith("http")) {
            throw new Refusal("input." + field, "is no address");
        }
        return source;
    }

    private String stored(String field, String source) {
        if (look == Store.CLOSED) {
            throw new Refusal("input." + field, "is not resolved, since no header asks for it");
        }
        return store.file("input." + field, source, model);
    }
}
