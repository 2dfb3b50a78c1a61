package dev.shotwright.engine.wan;

import dev.shotwright.engine.checkpoint.Checkpoint;
import dev.shotwright.engine.checkpoint.SamplerSettings;
import dev.shotwright.engine.memory.MemoryPlan;
import dev.shotwright.tensor.Device;
import dev.shotwright.vocabulary.ClipSink;
import dev.shotwright.vocabulary.Progress;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.Spelled;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.model.LocalModel;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.Pixels;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A Wan 2.1 checkpoint that draws on this machine. */
public final class WanModel implements LocalModel {
    private final ModelCard card;
    private final Checkpoint checkpoint;
    private final WanParts parts;
    private final WanDefaults defaults;
    private final LocalOptions options;

    private WanModel(
            ModelCard card, Checkpoint checkpoint, WanParts parts, WanDefaults defaults, LocalOptions options) {
        this.card = card;
        this.checkpoint = checkpoint;
        this.parts = parts;
        this.defaults = defaults;
        this.options = options;
    }

    /** A checkpoint of one of the models that have a name, drawn with as the original does. */
    public static WanModel named(ModelCard card, Checkpoint checkpoint, LocalOptions options) {
        return new WanModel(card, checkpoint, WanParts.of(checkpoint), WanDefaults.of(card.model()), options);
    }

    /** Any checkpoint, drawn with as it says itself, and else as the reference does. */
    public static WanModel unnamed(String title, Checkpoint checkpoint, LocalOptions options) {
        var parts = WanParts.of(checkpoint);
        return new WanModel(WanCards.unnamed(parts.kind(), title), checkpoint, parts, WanDefaults.REFERENCE, options);
    }

    @Override
    public ModelCard card() {
        return card;
    }

    @Override
    public void draw(VideoRequest request, ClipSink sink, Progress progress) {
        var call = call(request);
        var arithmetic = options.precision().arithmetic(options.machine().rates(), options.device());
        var plan = plan(call);
        for (var phase : plan.phases()) {
            progress.remark("Memory, %s: %s.".formatted(phase.name(), phase.held()));
        }
        if (options.device() == Device.CPU) {
            progress.remark(new WanForecast(parts, options.machine().rates(), arithmetic).sentence(call));
        }
        untrained(call, progress);
        var texts = new TextEncoding(checkpoint, parts.text(), arithmetic, new EmbeddingCache(options.cache()));
        new WanPipeline(checkpoint, parts, plan, arithmetic, texts).generate(call, sink, progress, options.latents());
    }

    /**
     * What a negotiated request will hold in memory.
     *
     * @throws ShotwrightException with {@code REFUSED} if it cannot be drawn within the memory of the options
     */
    public MemoryPlan plan(VideoRequest request) {
        return plan(call(request));
    }

    private MemoryPlan plan(WanCall call) {
        var precision = options.precision();
        var arithmetic = precision.arithmetic(options.machine().rates(), options.device());
        return WanMemory.plan(call, checkpoint, parts, precision, arithmetic, options.memory());
    }

    private void untrained(WanCall call, Progress progress) {
        var size = new Pixels(call.width(), call.height());
        if (!defaults.trained().isEmpty() && !defaults.trained().contains(size)) {
            progress.remark("%s was not trained at %s; its sizes are %s."
                    .formatted(
                            card.model(),
                            size,
                            String.join(
                                    ", ",
                                    defaults.trained().stream()
                                            .map(Pixels::toString)
                                            .toList())));
        }
        if (defaults.trainedFrames() != 0 && defaults.trainedFrames() != call.frames()) {
            progress.remark("%s was not trained at %d frames but at %d."
                    .formatted(card.model(), call.frames(), defaults.trainedFrames()));
        }
    }

    /** What a negotiated request comes to, with the defaults of the model. */
    WanCall call(VideoRequest request) {
        var size = Objects.requireNonNull(request.size(), "size");
        var sampler = checkpoint.sampler();
        if (defaults.shift() != null) {
            sampler = sampler.withShift(defaults.shift());
        }
        if (request.options().containsKey("sampler")) {
            sampler = sampler.withKind(Spelled.parse(
                    SamplerSettings.Kind.class,
                    "sampler",
                    String.valueOf(request.options().get("sampler"))));
        }
        return new WanCall(
                Objects.requireNonNullElse(request.prompt(), ""),
                Objects.requireNonNullElse(request.negativePrompt(), defaults.negative()),
                size.width(),
                size.height(),
                Objects.requireNonNull(request.frames(), "frames"),
                Objects.requireNonNull(request.fps(), "fps"),
                (int) number(request, "steps", defaults.steps()),
                number(request, "guidance", defaults.guidance()),
                sampler.withShift(number(request, "shift", sampler.shift())),
                request.seed() == null ? 0 : request.seed(),
                picture(request, MediaRole.FIRST_FRAME),
                picture(request, MediaRole.LAST_FRAME));
    }

    private static double number(VideoRequest request, String option, double otherwise) {
        return switch (request.options().get(option)) {
            case null -> otherwise;
            case Number number -> number.doubleValue();
            case Object other -> throw ShotwrightException.invalid(option, "'" + other + "'", "a number");
        };
    }

    private static @Nullable Path picture(VideoRequest request, MediaRole role) {
        return request.media().stream()
                .filter(item -> item.role() == role)
                .map(item -> Path.of(item.source()))
                .findFirst()
                .orElse(null);
    }
}
