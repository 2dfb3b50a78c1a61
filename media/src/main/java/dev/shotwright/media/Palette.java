package dev.shotwright.media;

import static org.bytedeco.ffmpeg.global.avfilter.AV_BUFFERSRC_FLAG_KEEP_REF;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame_flags;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_get_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_parse2;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import dev.shotwright.vocabulary.ClipFormat;
import dev.shotwright.vocabulary.ErrorCode;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Pictures of all colours in, pictures of 255 colours out, each with a palette of its own; ordered dots mix the others. */
final class Palette implements AutoCloseable {
    private final NativeScope scope = new NativeScope();
    private final PixelFrame source;
    private final AVFilterContext in;
    private final AVFilterContext out;
    private final AVFrame reduced;
    private long frames;

    Palette(ClipFormat format) {
        var fps = format.fps();
        try {
            source = new PixelFrame(format.width(), format.height(), AV_PIX_FMT_BGRA);
            scope.onClose(source::close);
            var graph = scope.own(avfilter_graph_alloc(), g -> avfilter_graph_free(g));
            graph.nb_threads(1);
            var description = """
                buffer@in=video_size=%dx%d:pix_fmt=bgra:time_base=%d/%d:pixel_aspect=1/1,split[a][b];
                [a]palettegen=stats_mode=single[p];
                [b][p]paletteuse=new=1:dither=bayer:bayer_scale=4,buffersink@out\
                """.formatted(format.width(), format.height(), fps.denominator(), fps.numerator());
            check(avfilter_graph_parse2(graph, description, new AVFilterInOut(null), new AVFilterInOut(null)));
            check(avfilter_graph_config(graph, null));
            in = avfilter_graph_get_filter(graph, "buffer@in");
            out = avfilter_graph_get_filter(graph, "buffersink@out");
            reduced = scope.own(av_frame_alloc(), f -> av_frame_free(f));
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    void reduce(int[] pixels, Consumer<AVFrame> pictures) {
        source.draw(pixels);
        source.frame().pts(frames++);
        check(av_buffersrc_add_frame_flags(in, source.frame(), AV_BUFFERSRC_FLAG_KEEP_REF));
        drain(pictures);
    }

    /** Gives out the pictures that are still held back. */
    void finish(Consumer<AVFrame> pictures) {
        check(av_buffersrc_add_frame(in, null));
        drain(pictures);
    }

    @Override
    public void close() {
        scope.close();
    }

    private void drain(Consumer<AVFrame> pictures) {
        while (true) {
            var result = av_buffersink_get_frame(out, reduced);
            if (result == AVERROR_EAGAIN() || result == AVERROR_EOF()) {
                return;
            }
            check(result);
            pictures.accept(reduced);
            av_frame_unref(reduced);
        }
    }

    private static void check(int result) {
        NativeError.check(result, ErrorCode.INTERNAL, "out", "the colours of a picture cannot be reduced");
    }
}
