package dev.shotwright.vocabulary.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.request.Pixels;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TariffTest {
    private static final Tariff TARIFF = Documents.yaml().read(Tariff.class, """
        asOf: 2026-07-26
        tiers:
          standard: {}
          flex: {within: 172800, priceFactor: 0.5}
        prices:
          - {price: 28 CNY, per: million-tokens, resolutions: [480p, 720p], media: video}
          - {price: 46 CNY, per: million-tokens, resolutions: [480p, 720p]}
          - {price: 0.3 CNY, per: second, resolutions: [1080p], audio: off}
          - {price: 0.5 CNY, per: second, resolutions: [1080p], tier: flex}
          - {price: 1 CNY, per: second, resolutions: [1080p]}
          - {price: 3.5 CNY, per: clip, resolutions: [4k], durations: [5, 6], operations: [text-to-video]}
        """);

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "unknown", textBlock = """
        {prompt: a, size: 1280x720, resolution: 720p, fps: 24, duration: 5}                        | 4.968 CNY    | 108000
        {prompt: a, size: 864x496, resolution: 480p, fps: 24, duration: 5, count: 2}               | 4.62024 CNY  | 100440
        {prompt: a, size: 1280x720, resolution: 720p, fps: 24, duration: 5, tier: flex}            | 2.484 CNY    | 108000
        {prompt: a, size: 1280x720, resolution: 720p, fps: 24}                                     | unknown      | unknown
        {prompt: a, resolution: 1080p, duration: 5.5, audio: off}                                  | 1.65 CNY     | unknown
        {prompt: a, resolution: 1080p, duration: 5, audio: on}                                     | 5 CNY        | unknown
        {prompt: a, resolution: 1080p, duration: 5, audio: on, tier: flex}                         | 2.5 CNY      | unknown
        {prompt: a, resolution: 4k, duration: 5, count: 3}                                         | 10.5 CNY     | unknown
        {prompt: a, resolution: 4k, duration: 10}                                                  | unknown      | unknown
        {prompt: a, resolution: 2k, duration: 5}                                                   | unknown      | unknown
        """)
    void a_request_costs(String request, @Nullable String atMost, @Nullable Long tokens) {
        var quote = TARIFF.quote(Documents.yaml().read(VideoRequest.class, request));
        if (atMost == null) {
            assertThat(quote).isInstanceOf(Quote.Unpriced.class);
        } else {
            assertThat(quote).isEqualTo(new Quote.Priced(Money.parse(atMost), tokens, LocalDate.of(2026, 7, 26)));
        }
    }

    @Test
    void clips_that_are_read_cost_tokens_too() {
        var probed = """
            {prompt: a, size: 1280x720, resolution: 720p, fps: 24, duration: 5, media: [
              {kind: video, role: source-video, source: a.mp4, facts: {format: mp4, bytes: 9, duration: 3}}]}\
            """;
        assertThat(TARIFF.quote(Documents.yaml().read(VideoRequest.class, probed)))
                .isEqualTo(new Quote.Priced(Money.of("4.8384", "CNY"), 172_800L, LocalDate.of(2026, 7, 26)));
        var unprobed = """
            {prompt: a, size: 1280x720, resolution: 720p, fps: 24, duration: 5, media: [
              {kind: video, role: source-video, source: a.mp4}]}\
            """;
        assertThat(TARIFF.quote(Documents.yaml().read(VideoRequest.class, unprobed)))
                .isInstanceOf(Quote.Unpriced.class);
    }

    @Test
    void media_and_options_that_cost_come_on_top_for_each_clip() {
        var tariff = Documents.yaml().read(Tariff.class, """
            asOf: 2026-10-08
            prices: [{price: 1 CNY, per: clip}]
            surcharges:
              - {price: 0.04 CNY, each: image, free: 1}
              - {price: 0.3125 CNY, option: is_rec}
            """);
        var request = """
            {prompt: a, count: 2, options: {is_rec: %s}, media: [
              {kind: image, role: subject-reference, source: a.png}, {kind: image, role: subject-reference, source: b.png}]}\
            """;
        assertThat(tariff.quote(Documents.yaml().read(VideoRequest.class, request.formatted(true))))
                .isEqualTo(new Quote.Priced(Money.of("2.705", "CNY"), null, LocalDate.of(2026, 10, 8)));
        assertThat(tariff.quote(Documents.yaml().read(VideoRequest.class, request.formatted(false))))
                .isEqualTo(new Quote.Priced(Money.of("2.08", "CNY"), null, LocalDate.of(2026, 10, 8)));
    }

    @Test
    void every_second_is_one_that_is_drawn_or_read() {
        var tariff = Documents.yaml().read(Tariff.class, """
            asOf: 2026-10-08
            prices: [{price: 0.1 USD, per: every-second}]
            """);
        var request = """
            {prompt: a, duration: 5, media: [{kind: video, role: subject-reference, source: a.mp4%s}]}\
            """;
        var probed = Documents.yaml()
                .read(VideoRequest.class, request.formatted(", facts: {format: mp4, bytes: 9, duration: 3}"));
        assertThat(tariff.quote(probed))
                .isEqualTo(new Quote.Priced(Money.of("0.8", "USD"), null, LocalDate.of(2026, 10, 8)));
        assertThat(tariff.quote(Documents.yaml().read(VideoRequest.class, request.formatted(""))))
                .isInstanceOf(Quote.Unpriced.class);
        assertThat(tariff.settled(probed, new Usage(null, Duration.ofSeconds(5), Duration.ofSeconds(2), null)))
                .isEqualTo(Money.of("0.7", "USD"));
        assertThat(tariff.settled(probed, new Usage(null, Duration.ofSeconds(5), null, null)))
                .isNull();
    }

    @Test
    void tokens_are_exact_and_rounded_up_once() {
        assertThat(VideoTokens.of(new Pixels(1, 1), FrameRate.of(1), Duration.ofSeconds(1024)))
                .isEqualTo(1);
        assertThat(VideoTokens.of(new Pixels(1, 1), FrameRate.of(1), Duration.ofSeconds(1025)))
                .isEqualTo(2);
        assertThat(VideoTokens.of(new Pixels(1280, 720), new FrameRate(30000, 1001), Duration.ofSeconds(5)))
                .isEqualTo(134_866);
        var random = new SplittableRandom(5);
        for (var i = 0; i < 10_000; i++) {
            var size = new Pixels(random.nextInt(1, 8000), random.nextInt(1, 8000));
            var fps = new FrameRate(random.nextInt(1, 120_000), random.nextInt(1000, 2000));
            var millis = random.nextInt(1, 100_000);
            var exact = BigInteger.valueOf(size.area())
                    .multiply(BigInteger.valueOf(fps.numerator()))
                    .multiply(BigInteger.valueOf(millis));
            var whole = new BigDecimal(exact)
                    .divide(BigDecimal.valueOf(1024L * 1000L * fps.denominator()), 30, RoundingMode.DOWN)
                    .setScale(0, RoundingMode.CEILING);
            assertThat(VideoTokens.of(size, fps, Duration.ofMillis(millis))).isEqualTo(whole.longValueExact());
        }
    }

    @Test
    void money_adds_up_exactly_and_only_within_a_currency() {
        var random = new SplittableRandom(6);
        var sum = Money.of("0", "USD");
        var cents = 0L;
        for (var i = 0; i < 1000; i++) {
            var next = random.nextInt(1000);
            cents += next;
            sum = sum.plus(new Money(BigDecimal.valueOf(next, 2), "USD"));
        }
        assertThat(sum).isEqualTo(new Money(BigDecimal.valueOf(cents, 2), "USD"));
        assertThat(Money.of("1.50", "CNY")).isEqualTo(Money.parse("1.5 CNY")).hasToString("1.5 CNY");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> Money.of("1", "CNY").plus(Money.of("1", "USD"))))
                .hasMessage("currency is USD; accepted is CNY, since sums are of one currency");
    }
}
