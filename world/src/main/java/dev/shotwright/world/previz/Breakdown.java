package dev.shotwright.world.previz;

import dev.shotwright.vocabulary.CameraMove;
import dev.shotwright.vocabulary.Seconds;
import dev.shotwright.vocabulary.Style;
import dev.shotwright.vocabulary.request.Shot;
import dev.shotwright.vocabulary.request.VideoRequest;
import dev.shotwright.world.scene.Angle;
import dev.shotwright.world.scene.Scene;
import dev.shotwright.world.scene.ShotSize;
import dev.shotwright.world.scene.TimeOfDay;
import dev.shotwright.world.scene.Weather;
import dev.shotwright.world.stage.Stretch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Breaks a request down into a scene: its prompts are read, and what it says outright goes before what they say. */
final class Breakdown {
    private final Function<String, Scene> reader;

    Breakdown(Function<String, Scene> reader) {
        this.reader = reader;
    }

    Scene scene(VideoRequest request) {
        var scene = request.shots().isEmpty() ? single(request.prompt()) : several(request);
        var shots = scene.shots();
        if (!request.camera().isEmpty()) {
            shots = filmed(shots, request.camera());
        }
        if (request.style() != null) {
            var style = request.style();
            shots = shots.stream().map(shot -> styled(shot, style)).toList();
        }
        return new Scene(shots, scene.notUnderstood());
    }

    private Scene single(@Nullable String prompt) {
        if (prompt == null || prompt.isBlank()) {
            return new Scene(List.of(empty()), List.of());
        }
        return reader.apply(prompt);
    }

    /** Each shot is read by itself; the style of the prompt around them holds where a shot names none. */
    private Scene several(VideoRequest request) {
        var around = single(request.prompt());
        var style = around.shots().getFirst().style();
        var share = share(request);
        var shots = new ArrayList<Scene.Shot>();
        var unknown = new LinkedHashSet<>(around.notUnderstood());
        for (var shot : request.shots()) {
            var part = reader.apply(shot.prompt());
            var seconds = shot.duration() == null
                    ? share
                    : Seconds.of(shot.duration()).doubleValue();
            var own = part.shots().stream()
                    .map(each -> Stretch.of(each, seconds / part.seconds()))
                    .map(each -> each.style() == Style.NATURAL ? styled(each, style) : each)
                    .toList();
            shots.addAll(shot.camera().isEmpty() ? own : filmed(own, shot.camera()));
            unknown.addAll(part.notUnderstood());
        }
        return new Scene(shots, List.copyOf(unknown));
    }

    /** The length of a shot that has none of its own: its share of what the others leave. */
    private static double share(VideoRequest request) {
        var timed = request.shots().stream()
                .map(Shot::duration)
                .filter(d -> d != null)
                .toList();
        var open = request.shots().size() - timed.size();
        if (open == 0) {
            return 0;
        }
        var taken = timed.stream().mapToDouble(d -> Seconds.of(d).doubleValue()).sum();
        var whole = request.duration() == null
                ? taken + 5.0 * open
                : Seconds.of(request.duration()).doubleValue();
        return Math.max(0.5, (whole - taken) / open);
    }

    /** Lays moves one after the other over the shots, each as long as the others. */
    private static List<Scene.Shot> filmed(List<Scene.Shot> shots, List<CameraMove> moves) {
        var whole = shots.stream().mapToDouble(Scene.Shot::seconds).sum();
        var filmed = new ArrayList<Scene.Shot>();
        var start = 0.0;
        for (var shot : shots) {
            var camera = new ArrayList<Scene.Camera>();
            for (var i = 0; i < moves.size(); i++) {
                var from = Math.max(0, whole * i / moves.size() - start);
                var to = Math.min(shot.seconds(), whole * (i + 1) / moves.size() - start);
                if (to - from > 1e-6) {
                    camera.add(
                            new Scene.Camera(moves.get(i).move(), moves.get(i).speed(), from, to));
                }
            }
            filmed.add(filmed(shot, camera));
            start += shot.seconds();
        }
        return filmed;
    }

    private static Scene.Shot filmed(Scene.Shot shot, List<Scene.Camera> camera) {
        return new Scene.Shot(
                shot.seconds(),
                shot.setting(),
                shot.time(),
                shot.weather(),
                shot.mood(),
                shot.style(),
                shot.size(),
                shot.angle(),
                camera,
                shot.subjects(),
                shot.lettering());
    }

    private static Scene.Shot styled(Scene.Shot shot, Style style) {
        return new Scene.Shot(
                shot.seconds(),
                shot.setting(),
                shot.time(),
                shot.weather(),
                shot.mood(),
                style,
                shot.size(),
                shot.angle(),
                shot.camera(),
                shot.subjects(),
                shot.lettering());
    }

    private static Scene.Shot empty() {
        return new Scene.Shot(
                5,
                "plain",
                TimeOfDay.DAY,
                Weather.CLEAR,
                null,
                Style.NATURAL,
                ShotSize.FULL,
                Angle.EYE_LEVEL,
                List.of(),
                List.of(),
                List.of());
    }
}
