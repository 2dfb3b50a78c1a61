package dev.shotwright.vocabulary.request;

import dev.shotwright.vocabulary.CameraMove;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.Style;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user wants to see, for any model. Everything may be left open except that a prompt, a shot or a medium must say
 * what the clip is of.
 *
 * @param model the model's name; absent where the system chooses
 * @param prompt what is to be seen
 * @param negativePrompt what is not to be seen
 * @param media pictures, clips and sounds, in the order in which the prompt counts them
 * @param duration the length of the clip
 * @param frames the length of the clip in frames
 * @param ratio width to height
 * @param resolution the quality by its usual name
 * @param size the exact size; it goes before ratio and resolution
 * @param fps frames per second
 * @param seed the same seed gives the same draw where the model can do so
 * @param camera camera movements over the whole clip, in order
 * @param motion how much moves
 * @param style the look
 * @param shots several shots in one clip, in order
 * @param audio whether the clip has sound
 * @param count how many clips to draw
 * @param draft whether a cheaper look-see is enough
 * @param watermark whether a visible mark says that a machine made the clip
 * @param label whether the file says within that a machine made the clip
 * @param tier how soon the draw is wanted
 * @param deadline when the clip is of no use any more
 * @param priority higher goes first among the same user's draws
 * @param callback the address that is told of each change of state
 * @param clientReference the caller's own name for this request
 * @param endUser whom the caller asks for, as a name that tells nobody who it is
 * @param options what one model alone understands, passed on untouched: text, numbers, true or false, lists and maps of them
 */
public record VideoRequest(
        @Nullable String model,
        @Nullable String prompt,
        @Nullable String negativePrompt,
        List<MediaItem> media,
        @Nullable Duration duration,
        @Nullable Integer frames,
        @Nullable AspectRatio ratio,
        @Nullable Resolution resolution,
        @Nullable Pixels size,
        @Nullable FrameRate fps,
        @Nullable Long seed,
        List<CameraMove> camera,
        @Nullable Motion motion,
        @Nullable Style style,
        List<Shot> shots,
        @Nullable Switch audio,
        @Nullable Integer count,
        @Nullable Switch draft,
        @Nullable Switch watermark,
        @Nullable Switch label,
        @Nullable Tier tier,
        @Nullable Instant deadline,
        @Nullable Integer priority,
        @Nullable URI callback,
        @Nullable String clientReference,
        @Nullable String endUser,
        Map<String, Object> options) {

    public VideoRequest {
        media = List.copyOf(media);
        camera = List.copyOf(camera);
        shots = List.copyOf(shots);
        options = Options.copy(options);
        RequestChecks.content(model, prompt, media, shots);
        RequestChecks.length(duration, frames, fps, shots);
        RequestChecks.shape(size, ratio);
        RequestChecks.numbers(count, seed, priority);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** What the roles of the media ask a model to do. */
    public Operation operation() {
        return Operation.of(media.stream().map(MediaItem::role).toList());
    }

    /** A builder that starts from this request. */
    public Builder toBuilder() {
        var builder = new Builder();
        builder.model = model;
        builder.prompt = prompt;
        builder.negativePrompt = negativePrompt;
        builder.media = media;
        builder.duration = duration;
        builder.frames = frames;
        builder.ratio = ratio;
        builder.resolution = resolution;
        builder.size = size;
        builder.fps = fps;
        builder.seed = seed;
        builder.camera = camera;
        builder.motion = motion;
        builder.style = style;
        builder.shots = shots;
        builder.audio = audio;
        builder.count = count;
        builder.draft = draft;
        builder.watermark = watermark;
        builder.label = label;
        builder.tier = tier;
        builder.deadline = deadline;
        builder.priority = priority;
        builder.callback = callback;
        builder.clientReference = clientReference;
        builder.endUser = endUser;
        builder.options = options;
        return builder;
    }

    /** Collects the parts of a request; whatever is not set is left open. */
    public static final class Builder {
        private @Nullable String model;
        private @Nullable String prompt;
        private @Nullable String negativePrompt;
        private List<MediaItem> media = List.of();
        private @Nullable Duration duration;
        private @Nullable Integer frames;
        private @Nullable AspectRatio ratio;
        private @Nullable Resolution resolution;
        private @Nullable Pixels size;
        private @Nullable FrameRate fps;
        private @Nullable Long seed;
        private List<CameraMove> camera = List.of();
        private @Nullable Motion motion;
        private @Nullable Style style;
        private List<Shot> shots = List.of();
        private @Nullable Switch audio;
        private @Nullable Integer count;
        private @Nullable Switch draft;
        private @Nullable Switch watermark;
        private @Nullable Switch label;
        private @Nullable Tier tier;
        private @Nullable Instant deadline;
        private @Nullable Integer priority;
        private @Nullable URI callback;
        private @Nullable String clientReference;
        private @Nullable String endUser;
        private Map<String, Object> options = Map.of();

        private Builder() {}

        public Builder model(@Nullable String model) {
            this.model = model;
            return this;
        }

        public Builder prompt(@Nullable String prompt) {
            this.prompt = prompt;
            return this;
        }

        public Builder negativePrompt(@Nullable String negativePrompt) {
            this.negativePrompt = negativePrompt;
            return this;
        }

        public Builder media(List<MediaItem> media) {
            this.media = media;
            return this;
        }

        public Builder duration(@Nullable Duration duration) {
            this.duration = duration;
            return this;
        }

        public Builder frames(@Nullable Integer frames) {
            this.frames = frames;
            return this;
        }

        public Builder ratio(@Nullable AspectRatio ratio) {
            this.ratio = ratio;
            return this;
        }

        public Builder resolution(@Nullable Resolution resolution) {
            this.resolution = resolution;
            return this;
        }

        public Builder size(@Nullable Pixels size) {
            this.size = size;
            return this;
        }

        public Builder fps(@Nullable FrameRate fps) {
            this.fps = fps;
            return this;
        }

        public Builder seed(@Nullable Long seed) {
            this.seed = seed;
            return this;
        }

        public Builder camera(List<CameraMove> camera) {
            this.camera = camera;
            return this;
        }

        public Builder motion(@Nullable Motion motion) {
            this.motion = motion;
            return this;
        }

        public Builder style(@Nullable Style style) {
            this.style = style;
            return this;
        }

        public Builder shots(List<Shot> shots) {
            this.shots = shots;
            return this;
        }

        public Builder audio(@Nullable Switch audio) {
            this.audio = audio;
            return this;
        }

        public Builder count(@Nullable Integer count) {
            this.count = count;
            return this;
        }

        public Builder draft(@Nullable Switch draft) {
            this.draft = draft;
            return this;
        }

        public Builder watermark(@Nullable Switch watermark) {
            this.watermark = watermark;
            return this;
        }

        public Builder label(@Nullable Switch label) {
            this.label = label;
            return this;
        }

        public Builder tier(@Nullable Tier tier) {
            this.tier = tier;
            return this;
        }

        public Builder deadline(@Nullable Instant deadline) {
            this.deadline = deadline;
            return this;
        }

        public Builder priority(@Nullable Integer priority) {
            this.priority = priority;
            return this;
        }

        public Builder callback(@Nullable URI callback) {
            this.callback = callback;
            return this;
        }

        public Builder clientReference(@Nullable String clientReference) {
            this.clientReference = clientReference;
            return this;
        }

        public Builder endUser(@Nullable String endUser) {
            this.endUser = endUser;
            return this;
        }

        public Builder options(Map<String, Object> options) {
            this.options = options;
            return this;
        }

        public VideoRequest build() {
            return new VideoRequest(
                    model,
                    prompt,
                    negativePrompt,
                    media,
                    duration,
                    frames,
                    ratio,
                    resolution,
                    size,
                    fps,
                    seed,
                    camera,
                    motion,
                    style,
                    shots,
                    audio,
                    count,
                    draft,
                    watermark,
                    label,
                    tier,
                    deadline,
                    priority,
                    callback,
                    clientReference,
                    endUser,
                    options);
        }
    }
}
