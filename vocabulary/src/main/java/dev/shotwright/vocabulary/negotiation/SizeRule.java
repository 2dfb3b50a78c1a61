package dev.shotwright.vocabulary.negotiation;

import dev.shotwright.vocabulary.card.SizeWish;
import dev.shotwright.vocabulary.card.Sizes;
import dev.shotwright.vocabulary.request.AspectRatio;
import dev.shotwright.vocabulary.request.MediaFacts;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Size, ratio and resolution. A clip that grows out of a picture has its ratio unless another one is asked for. */
final class SizeRule implements Rule {
    /** Two ratios that differ by less look the same: 864x496 counts as 16:9. */
    private static final double SAME = 0.05;

    private static final List<MediaRole> ORIGINS =
            List.of(MediaRole.SOURCE_VIDEO, MediaRole.FIRST_FRAME, MediaRole.LAST_FRAME);

    /** A clip without a frame of its own that follows a picture follows the one that moves in it. */
    private static final List<MediaRole> ALSO_FOLLOWED =
            List.of(MediaRole.SOURCE_VIDEO, MediaRole.FIRST_FRAME, MediaRole.LAST_FRAME, MediaRole.SUBJECT_REFERENCE);

    @Override
    public void apply(Bargain bargain) {
        var request = bargain.request();
        var sizes = Objects.requireNonNull(bargain.limits().sizes());
        var size = request.size();
        var ratio = request.ratio();
        var resolution = request.resolution();
        var picture = origin(request, sizes.followsPicture() ? ALSO_FOLLOWED : ORIGINS);
        var origin = size == null && ratio == null ? picture : null;
        var wish = new SizeWish(size, ratio, resolution);
        var found = picture == null ? sizes.nearest(wish) : sizes.of(picture, wish);
        if (size != null && !size.equals(found.size())) {
            bargain.adapt("size", size, found.size(), sizes.sizesInWords(), why(sizes, request, "size"));
        }
        if (ratio != null && !ratio.equals(found.ratio())) {
            bargain.adapt("ratio", ratio, found.ratio(), sizes.ratiosInWords(), why(sizes, request, "ratio"));
        }
        if (resolution != null && !resolution.equals(found.resolution())) {
            bargain.adapt(
                    "resolution",
                    resolution,
                    found.resolution(),
                    sizes.resolutionsInWords(),
                    why(sizes, request, "resolution"));
        }
        if (origin != null && origin.distance(found.ratio()) > SAME) {
            bargain.adapt(
                    "ratio",
                    "the " + origin + " of the picture",
                    found.ratio(),
                    sizes.ratiosInWords(),
                    "the model does not draw this ratio and crops the picture");
        }
        bargain.become(request.toBuilder()
                .size(found.size())
                .ratio(found.ratio())
                .resolution(found.resolution())
                .build());
    }

    private static String why(Sizes sizes, VideoRequest request, String what) {
        if (sizes.followsPicture() && !what.equals("resolution")) {
            return "the clip has the ratio of the picture that it grows out of";
        }
        if (what.equals("size")) {
            return "the model does not draw this size";
        }
        return request.size() == null
                ? "the model does not draw this " + what + (what.equals("ratio") ? " at this resolution" : "")
                : "the exact size goes before the " + what;
    }

    private static @Nullable AspectRatio origin(VideoRequest request, List<MediaRole> roles) {
        return roles.stream()
                .flatMap(role -> request.media().stream().filter(item -> item.role() == role))
                .map(MediaItem::facts)
                .filter(Objects::nonNull)
                .map(MediaFacts::size)
                .filter(Objects::nonNull)
                .map(AspectRatio::of)
                .findFirst()
                .orElse(null);
    }
}
