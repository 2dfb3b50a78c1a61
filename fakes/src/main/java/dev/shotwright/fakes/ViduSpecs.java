package dev.shotwright.fakes;

import java.util.Map;
import java.util.Set;

/** Which of Vidu's models draws on which path, how long, and how large. */
final class ViduSpecs {
    private static final Map<String, Set<String>> MODELS = Map.of(
            "/text2video", Set.of("viduq3-turbo", "viduq3-pro", "viduq2", "viduq1", "vidu1.5"),
            "/img2video",
                    Set.of(
                            "viduq3-turbo",
                            "viduq3-pro",
                            "viduq3-pro-fast",
                            "viduq2-pro-fast",
                            "viduq2-pro",
                            "viduq2-turbo",
                            "viduq1",
                            "viduq1-classic",
                            "vidu2.0",
                            "vidu1.5"),
            "/start-end2video",
                    Set.of(
                            "viduq3-turbo",
                            "viduq3-pro",
                            "viduq2-pro-fast",
                            "viduq2-pro",
                            "viduq2-turbo",
                            "viduq1",
                            "viduq1-classic",
                            "vidu2.0",
                            "vidu1.5"),
            "/reference2video",
                    Set.of(
                            "viduq3-mix",
                            "viduq3-turbo",
                            "viduq3",
                            "viduq2-pro",
                            "viduq2",
                            "viduq1",
                            "vidu2.0",
                            "vidu1.5"));

    private ViduSpecs() {}

    static boolean isPath(String path) {
        return MODELS.containsKey(path);
    }

    static boolean draws(String path, String model) {
        return MODELS.getOrDefault(path, Set.of()).contains(model);
    }

    static long seconds(String path, String model, Fields fields) {
        var range = switch (model) {
            case "viduq1", "viduq1-classic" -> new long[] {5, 5};
            case "vidu2.0", "vidu1.5" -> new long[] {4, 8};
            case "viduq2", "viduq2-pro", "viduq2-turbo", "viduq2-pro-fast" ->
                new long[] {1, path.equals("/start-end2video") ? 8 : 10};
            default -> new long[] {path.equals("/reference2video") ? 3 : 1, 16};
        };
        var asked = fields.integer("duration", range[0], range[1]);
        if (asked == null) {
            return range[0] == 4 ? 4 : 5;
        }
        if (range[0] == 4 && asked != 4 && asked != 8) {
            throw new Refusal("duration", "is neither 4 nor 8");
        }
        return asked;
    }

    static String[] resolutions(String path, String model, long seconds) {
        return switch (model) {
            case "viduq1", "viduq1-classic" -> new String[] {"1080p"};
            case "viduq3-pro-fast", "viduq2-pro-fast", "viduq3-mix" -> new String[] {"720p", "1080p"};
            case "vidu2.0", "vidu1.5" -> {
                if (path.equals("/reference2video")) {
                    yield new String[] {"360p", "720p"};
                }
                yield seconds == 8 ? new String[] {"720p"} : new String[] {"360p", "720p", "1080p"};
            }
            default -> new String[] {"540p", "720p", "1080p"};
        };
    }
}
