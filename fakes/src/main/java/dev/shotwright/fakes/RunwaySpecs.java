package dev.shotwright.fakes;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Which fields each of Runway's models takes on each path, as the types of its official client name them. */
final class RunwaySpecs {
    private static final List<String> WIDE = List.of("1280:720", "720:1280");
    private static final List<String> SIX =
            List.of("1280:720", "720:1280", "1104:832", "960:960", "832:1104", "1584:672");
    private static final List<String> VEO = List.of("1280:720", "720:1280", "1080:1920", "1920:1080");
    private static final List<String> SEEDANCE_720 = List.of(
            "992:432",
            "864:496",
            "752:560",
            "640:640",
            "560:752",
            "496:864",
            "1470:630",
            "1280:720",
            "1112:834",
            "960:960",
            "834:1112",
            "720:1280");
    private static final List<String> SEEDANCE_4K = List.of(
            "992:432",
            "864:496",
            "752:560",
            "640:640",
            "560:752",
            "496:864",
            "1470:630",
            "1280:720",
            "1112:834",
            "960:960",
            "834:1112",
            "720:1280",
            "2206:946",
            "1920:1080",
            "1664:1248",
            "1440:1440",
            "1248:1664",
            "1080:1920",
            "3840:1646",
            "3840:2160",
            "3840:2880",
            "3840:3840",
            "2880:3840",
            "2160:3840");
    private static final List<String> HORSE = List.of(
            "1280:720",
            "720:1280",
            "960:960",
            "1108:832",
            "832:1108",
            "1920:1080",
            "1080:1920",
            "1440:1440",
            "1662:1248",
            "1248:1662");

    private RunwaySpecs() {}

    /**
     * The fields of a model on a path.
     *
     * @param ratios none where the path takes no ratio
     * @param seconds none where the path takes no duration
     * @param extras the other fields, and {@code last} where a last frame is taken
     */
    record Spec(
            int longestPrompt,
            boolean promptNeeded,
            List<String> ratios,
            boolean ratioNeeded,
            List<Integer> seconds,
            Set<String> extras) {

        boolean has(String extra) {
            return extras.contains(extra);
        }
    }

    /** @throws Refusal if the path does not know the model */
    static Spec of(String path, String model) {
        return switch (path) {
            case "text_to_video" -> text(model);
            case "image_to_video" -> image(model);
            default -> video(model);
        };
    }

    private static Spec text(String model) {
        return switch (model) {
            case "gen4.5" -> new Spec(1000, true, WIDE, true, from(2, 10), Set.of("seed"));
            case "veo3.1", "veo3.1_fast" ->
                new Spec(1000, true, VEO, true, List.of(4, 6, 8), Set.of("audio", "negativePrompt"));
            case "veo3" -> new Spec(1000, true, VEO, true, List.of(8), Set.of("negativePrompt"));
            case "happyhorse_1_0" -> new Spec(2500, true, HORSE, false, from(1, 60), Set.of());
            case "gemini_omni_flash" -> new Spec(20_000, true, WIDE, false, from(3, 10), Set.of());
            case "seedance2", "seedance2_fast", "seedance2_mini" ->
                new Spec(
                        3500,
                        true,
                        seedance(model),
                        false,
                        from(1, 60),
                        Set.of("audio", "references", "referenceVideos", "referenceAudio"));
            default -> throw unknown(model);
        };
    }

    private static Spec image(String model) {
        return switch (model) {
            case "gen4.5" -> new Spec(1000, true, SIX, true, from(2, 10), Set.of("seed"));
            case "gen4_turbo" -> new Spec(1000, false, SIX, true, from(2, 10), Set.of("seed"));
            case "veo3.1", "veo3.1_fast" ->
                new Spec(1000, false, VEO, true, List.of(4, 6, 8), Set.of("audio", "negativePrompt", "last"));
            case "veo3" -> new Spec(1000, false, VEO, true, List.of(8), Set.of("negativePrompt"));
            case "happyhorse_1_0" -> new Spec(2500, false, List.of(), false, from(1, 60), Set.of("resolution"));
            case "gemini_omni_flash" -> new Spec(20_000, false, WIDE, false, from(3, 10), Set.of());
            case "seedance2", "seedance2_fast", "seedance2_mini" ->
                new Spec(3500, false, seedance(model), false, from(1, 60), Set.of("audio", "referenceAudio", "last"));
            default -> throw unknown(model);
        };
    }

    private static Spec video(String model) {
        return switch (model) {
            case "aleph2" -> new Spec(20_000, false, List.of(), false, List.of(), Set.of("seed", "keyframes"));
            case "gemini_omni_flash" -> new Spec(20_000, true, List.of(), false, List.of(), Set.of("references"));
            case "seedance2", "seedance2_fast", "seedance2_mini" ->
                new Spec(
                        3500,
                        false,
                        seedance(model),
                        false,
                        from(1, 60),
                        Set.of("audio", "promptVideo", "references", "referenceVideos", "referenceAudio"));
            default -> throw unknown(model);
        };
    }

    private static List<String> seedance(String model) {
        return model.equals("seedance2") ? SEEDANCE_4K : SEEDANCE_720;
    }

    private static List<Integer> from(int least, int most) {
        return IntStream.rangeClosed(least, most).boxed().toList();
    }

    private static Refusal unknown(String model) {
        return new Refusal("model", "is not drawn on this path: " + model);
    }
}
