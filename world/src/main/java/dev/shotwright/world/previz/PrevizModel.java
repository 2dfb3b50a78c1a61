package dev.shotwright.world.previz;

import dev.shotwright.media.Limits;
import dev.shotwright.media.PictureReader;
import dev.shotwright.vocabulary.ClipFormat;
import dev.shotwright.vocabulary.ClipSink;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.Progress;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.model.LocalModel;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.VideoRequest;
import dev.shotwright.world.figure.Cast;
import dev.shotwright.world.prompt.PromptParser;
import dev.shotwright.world.scene.Scene;
import dev.shotwright.world.stage.Photos;
import dev.shotwright.world.stage.Staging;
import dev.shotwright.world.stage.Truth;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The model {@code previz}: an animatic of what a request asks for, staged and drawn on this machine. The same request and
 * seed give the same pixels on any machine.
 */
public final class PrevizModel implements LocalModel {
    private static final String CARD = "previz.yaml";
    private static final int MOST_THREADS = 4;

    private final ModelCard card;
    private final Breakdown breakdown;
    private final Cast cast;
    private final int threads;
    private final @Nullable Consumer<Truth> witness;

    PrevizModel(ModelCard card, Breakdown breakdown, Cast cast, int threads, @Nullable Consumer<Truth> witness) {
        this.card = card;
        this.breakdown = breakdown;
        this.cast = cast;
        this.threads = threads;
        this.witness = witness;
    }

    /** The model with the cast and the lexicons that Shotwright brings. */
    public static PrevizModel standard() {
        return reading(PromptParser.standard()::parse);
    }

    /**
     * The model with the cast that Shotwright brings.
     *
     * @param reader reads a prompt as a scene
     */
    public static PrevizModel reading(Function<String, Scene> reader) {
        return new PrevizModel(
                standardCard(),
                new Breakdown(reader),
                Cast.standard(),
                Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_THREADS),
                null);
    }

    /** The same model, which also tells the truth about each frame, in order, in the thread that calls {@code draw}. */
    public PrevizModel withWitness(Consumer<Truth> witness) {
        return new PrevizModel(card, breakdown, cast, threads, witness);
    }

    PrevizModel withThreads(int threads) {
        return new PrevizModel(card, breakdown, cast, threads, witness);
    }

    @Override
    public ModelCard card() {
        return card;
    }

    /** What a request is understood as, before it is staged. */
    public Scene scene(VideoRequest request) {
        return breakdown.scene(request);
    }

    @Override
    public void draw(VideoRequest request, ClipSink sink, Progress progress) {
        var scene = scene(request);
        tell(scene, progress);
        var caption = request.watermark() == Switch.OFF ? Caption.NONE : Caption.of(scene);
        var seed = request.seed() == null ? 0 : request.seed();
        var staging = Staging.of(scene, format(request), seed, cast, photos(request));
        draw(scene, staging, format(request), seed, caption, sink, progress);
    }

    /**
     * Draws a scene that somebody has written.
     *
     * @throws ShotwrightException with {@code CANCELLED} if the progress says so
     */
    public void draw(Scene scene, ClipFormat format, long seed, ClipSink sink, Progress progress) {
        tell(scene, progress);
        var staging = Staging.of(scene, format, seed, cast);
        draw(scene, staging, format, seed, Caption.of(scene), sink, progress);
    }

    private void draw(
            Scene scene,
            Staging staging,
            ClipFormat format,
            long seed,
            Caption caption,
            ClipSink sink,
            Progress progress) {
        new RenderLoop(scene, staging, format, seed, caption, threads).run(sink, progress, witness);
    }

    private static void tell(Scene scene, Progress progress) {
        progress.remark("This is a drawn previz, not a generated video.");
        if (!scene.notUnderstood().isEmpty()) {
            progress.remark("Not understood: " + String.join(", ", scene.notUnderstood()) + ".");
        }
    }

    /** The format of a request; a draft has half its width and height. */
    private static ClipFormat format(VideoRequest request) {
        var size = Objects.requireNonNull(request.size(), "size");
        var divisor = request.draft() == Switch.ON ? 2 : 1;
        return new ClipFormat(
                Math.max(1, size.width() / divisor),
                Math.max(1, size.height() / divisor),
                Objects.requireNonNull(request.fps(), "fps"),
                Objects.requireNonNull(request.frames(), "frames"));
    }

    private static Photos photos(VideoRequest request) {
        var first = photo(request, MediaRole.FIRST_FRAME);
        var last = photo(request, MediaRole.LAST_FRAME);
        return first == null && last == null ? Photos.NONE : new Photos(first, last);
    }

    private static @Nullable BufferedImage photo(VideoRequest request, MediaRole role) {
        for (var item : request.media()) {
            if (item.role() == role) {
                return new PictureReader(Limits.standard()).read(role.word(), Path.of(item.source()));
            }
        }
        return null;
    }

    /** The card of the model, which can be had without its cast. */
    public static ModelCard standardCard() {
        try (var stream = PrevizModel.class.getResourceAsStream(CARD)) {
            if (stream == null) {
                throw new IOException(CARD + " is not on the class path");
            }
            return Documents.yaml().read(ModelCard.class, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ShotwrightException(ErrorCode.INTERNAL, null, "the card of previz cannot be read", e);
        }
    }
}
