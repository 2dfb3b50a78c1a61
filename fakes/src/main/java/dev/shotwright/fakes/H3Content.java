package dev.shotwright.fakes;

/** What a clip of MiniMax-H3 is of: a text, and frames or references. */
final class H3Content {
    private static final int FRAMES = 1;
    private static final int IMAGES = 9;
    private static final int OTHERS = 3;

    private final MiniMaxFiles files;
    private int text;
    private int first;
    private int last;
    private int images;
    private int videos;
    private int sounds;
    private int bases;

    private H3Content(MiniMaxFiles files) {
        this.files = files;
    }

    /**
     * Reads the contents into what was seen, and tells whether there are frames.
     *
     * @param bases how many clips that are drawn again there must be
     */
    static boolean read(Fields fields, Seen seen, MiniMaxFiles files, int bases) {
        var content = new H3Content(files);
        fields.objects("content", 16).forEach(item -> content.take(item, seen));
        if (content.text != 1) {
            throw new Refusal("content", "holds %d texts instead of one".formatted(content.text));
        }
        if (content.bases != bases) {
            throw new Refusal(
                    "content", "holds %d items of the role base_video instead of %d".formatted(content.bases, bases));
        }
        if (content.first > FRAMES
                || content.last > FRAMES
                || content.images > IMAGES
                || content.videos > OTHERS
                || content.sounds > OTHERS) {
            throw new Refusal("content", "holds too much of a role");
        }
        var framed = content.first + content.last > 0;
        if (framed && content.images + content.videos + content.sounds > 0) {
            throw new Refusal("content", "mixes frames and references");
        }
        return framed;
    }

    private void take(Fields item, Seen seen) {
        var type = item.requiredText("type", 20);
        switch (type) {
            case "text" -> {
                text++;
                seen.put("prompt", item.requiredText("text", 7000));
            }
            case "image_url", "video_url", "audio_url" -> {
                var holder = item.object(type);
                if (holder == null) {
                    throw new Refusal("content." + type, "is missing");
                }
                var medium = files.medium("content.url", holder.requiredText("url", 64 << 20));
                holder.end();
                role(type + " " + item.requiredText("role", 30), medium, seen);
            }
            default -> throw new Refusal("content.type", "is " + type);
        }
        item.end();
    }

    private void role(String role, String medium, Seen seen) {
        switch (role) {
            case "image_url first_frame" -> {
                first++;
                seen.put("firstFrame", medium);
            }
            case "image_url last_frame" -> {
                last++;
                seen.put("lastFrame", medium);
            }
            case "image_url reference_image" -> {
                images++;
                seen.reference(medium);
            }
            case "video_url reference_video" -> {
                videos++;
                seen.reference(medium);
            }
            case "video_url base_video" -> {
                bases++;
                seen.put("source", medium);
            }
            case "audio_url reference_audio" -> {
                sounds++;
                seen.reference(medium);
            }
            default -> throw new Refusal("content.role", "is " + role);
        }
    }
}
