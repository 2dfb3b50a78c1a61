package dev.shotwright.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.providers.account.KeyForm;
import dev.shotwright.providers.account.Vendor;
import dev.shotwright.vocabulary.card.CallbackKind;
import dev.shotwright.vocabulary.card.CancelKind;
import dev.shotwright.vocabulary.card.Limits;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.Offer;
import dev.shotwright.vocabulary.card.Price;
import dev.shotwright.vocabulary.card.Sizes;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.Operation;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code docs/providers.md} tells of each model what its card says. */
class ProvidersPageTest {
    private static final Path PAGE = Path.of("../docs/providers.md");
    private static final Pattern BLOCK = Pattern.compile("<!-- cards -->\n(?s:.*?)<!-- end of cards -->\n");
    private static final String MEND =
            "mvn -pl providers -am test -Dtest=ProvidersPageTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dtest.jvm.options=-Ddocumentation=write";

    @Test
    void the_page_of_the_vendors_tells_what_the_cards_say() throws IOException {
        var matcher = BLOCK.matcher(Files.readString(PAGE));
        assertThat(matcher.find()).isTrue();
        var page = matcher.replaceFirst(
                Matcher.quoteReplacement("<!-- cards -->\n%s<!-- end of cards -->\n".formatted(tables())));
        if ("write".equals(System.getProperty("documentation"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).as("mend it with: " + MEND).isEqualTo(page);
    }

    @Test
    void names_of_models_begin_with_their_vendor_and_are_there_once() {
        for (var vendor : Vendors.all()) {
            assertThat(vendor.cards()).allSatisfy(card -> {
                assertThat(card.vendor()).isEqualTo(vendor.name());
                assertThat(card.model()).startsWith(vendor.name() + "/");
                assertThat(card.sources()).isNotEmpty();
                assertThat(card.service()).isNotNull();
            });
        }
        assertThat(Vendors.all().stream()
                        .flatMap(vendor -> vendor.cards().stream())
                        .map(ModelCard::model))
                .doesNotHaveDuplicates();
        assertThat(Vendors.all()).extracting(Vendor::name).isSorted().doesNotHaveDuplicates();
    }

    private static String tables() {
        return Vendors.all().stream().map(ProvidersPageTest::table).collect(Collectors.joining());
    }

    private static String table(Vendor vendor) {
        var rows = vendor.cards().stream().map(ProvidersPageTest::row).collect(Collectors.joining());
        var keys = vendor.keyForms().stream().map(KeyForm::toString).collect(Collectors.joining("`, or `"));
        return """

            ### %s

            Key: `%s`. Address: `%s`.

            | model | draws from | sizes | length | sound | seed | camera | cancel | callback | price |
            |---|---|---|---|---|---|---|---|---|---|
            %s\
            """.formatted(vendor.title(), keys, vendor.address(), rows);
    }

    private static String row(ModelCard card) {
        var limits = card.limits(card.modes().getFirst());
        var service = Objects.requireNonNull(card.service());
        return "| `%s` | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        card.model(),
                        card.modes().stream()
                                .map(mode -> source(mode.operation()))
                                .distinct()
                                .collect(Collectors.joining(", ")),
                        over(card, each -> sizes(Objects.requireNonNull(each.sizes()))),
                        over(
                                card,
                                each -> Objects.requireNonNull(each.lengths())
                                        .words()
                                        .replace(" in steps of 1 s", "")),
                        sound(limits.audio()),
                        limits.seeds() == null ? "–" : "yes",
                        camera(limits),
                        service.cancel() == null
                                ? CancelKind.NONE.word()
                                : service.cancel().word(),
                        service.callback() == null
                                ? CallbackKind.NONE.word()
                                : service.callback().word(),
                        prices(card));
    }

    private static String sizes(Sizes sizes) {
        return switch (sizes) {
            case Sizes.Table table ->
                table.rows().keySet().stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
            case Sizes.Grid grid -> "multiples of " + grid.multiple();
            case Sizes.Picture picture -> picture.resolutionsInWords();
            case Sizes.PictureTable table -> table.resolutionsInWords();
        };
    }

    private static String over(ModelCard card, Function<Limits, String> words) {
        return card.modes().stream().map(card::limits).map(words).distinct().collect(Collectors.joining("; or "));
    }

    private static String source(Operation operation) {
        return switch (operation) {
            case TEXT_TO_VIDEO -> "text";
            case IMAGE_TO_VIDEO -> "first frame";
            case FRAMES_TO_VIDEO -> "frames";
            case REFERENCE_TO_VIDEO -> "references";
            case VIDEO_TO_VIDEO -> "a clip";
            case INPAINTING -> "a clip and a mask";
            case AUDIO_TO_VIDEO -> "sound";
            case MOTION_TO_VIDEO -> "motion";
        };
    }

    private static String sound(@Nullable Offer offer) {
        return switch (offer) {
            case null -> "–";
            case NEVER -> "–";
            case ALWAYS -> "always";
            case ON_BY_DEFAULT -> "yes, or off";
            case OFF_BY_DEFAULT -> "on request";
        };
    }

    private static String camera(Limits limits) {
        if (limits.camera() == null) {
            return "–";
        }
        var terms = limits.camera().moves().values();
        var parameters = terms.stream().filter(term -> term.parameter() != null).count();
        var words = terms.size() - parameters;
        return Stream.of(parameters == 0 ? "" : parameters + " by parameter", words == 0 ? "" : words + " in words")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String prices(ModelCard card) {
        var prices = card.tariff().prices();
        if (prices.isEmpty()) {
            return "unknown";
        }
        var amounts = prices.stream().map(Price::price).toList();
        var least = amounts.stream()
                .map(money -> money.amount())
                .min(Comparable::compareTo)
                .orElseThrow();
        var most = amounts.stream()
                .map(money -> money.amount())
                .max(Comparable::compareTo)
                .orElseThrow();
        var units = prices.stream().map(price -> price.per().word()).distinct().collect(Collectors.joining(" or "));
        return "%s %s per %s (%s)"
                .formatted(
                        least.compareTo(most) == 0
                                ? least.toPlainString()
                                : least.toPlainString() + " to " + most.toPlainString(),
                        amounts.getFirst().currency(),
                        units.replace("million-tokens", "million tokens")
                                .replace("every-second", "second drawn or read"),
                        card.tariff().asOf());
    }

    @Test
    void media_of_cards_are_of_kinds_that_their_roles_can_have() {
        for (var vendor : Vendors.all()) {
            for (var card : vendor.cards()) {
                for (var mode : card.modes()) {
                    var media = mode.media().stream()
                            .map(limit -> item(limit.kind(), limit.roles().getFirst()))
                            .toList();
                    assertThat(VideoRequest.builder()
                                    .prompt("a")
                                    .media(media)
                                    .build()
                                    .operation())
                            .as("%s: media of %s", card.model(), mode.operation())
                            .isEqualTo(mode.operation());
                }
            }
        }
    }

    private static MediaItem item(MediaKind kind, MediaRole role) {
        return new MediaItem(kind, role, "a.png", role == MediaRole.KEYFRAME ? Duration.ZERO : null, null);
    }
}
