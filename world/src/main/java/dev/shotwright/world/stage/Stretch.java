package dev.shotwright.world.stage;

import dev.shotwright.world.scene.Scene;

/** Brings a shot to another length, with all that happens in it. */
public final class Stretch {

    private Stretch() {}

    public static Scene.Shot of(Scene.Shot shot, double factor) {
        if (Math.abs(factor - 1) < 1e-9) {
            return shot;
        }
        var seconds = shot.seconds() * factor;
        return new Scene.Shot(
                seconds,
                shot.setting(),
                shot.time(),
                shot.weather(),
                shot.mood(),
                shot.style(),
                shot.size(),
                shot.angle(),
                shot.camera().stream()
                        .map(m ->
                                new Scene.Camera(m.move(), m.speed(), m.from() * factor, end(m.to(), factor, seconds)))
                        .toList(),
                shot.subjects().stream().map(s -> of(s, factor, seconds)).toList(),
                shot.lettering().stream()
                        .map(w -> new Scene.Lettering(
                                w.text(), w.place(), w.from() * factor, end(w.to(), factor, seconds)))
                        .toList());
    }

    private static Scene.Subject of(Scene.Subject subject, double factor, double seconds) {
        return new Scene.Subject(
                subject.id(),
                subject.kind(),
                subject.family(),
                subject.label(),
                subject.count(),
                subject.attributes(),
                subject.relations().stream()
                        .map(r -> new Scene.Relation(
                                r.relation(), r.of(), r.from() * factor, end(r.to(), factor, seconds)))
                        .toList(),
                subject.actions().stream()
                        .map(a -> new Scene.Action(
                                a.name(),
                                a.words(),
                                a.with(),
                                a.heading(),
                                a.speed(),
                                a.from() * factor,
                                end(a.to(), factor, seconds)))
                        .toList(),
                subject.changes().stream()
                        .map(c -> new Scene.Change(
                                c.what(), c.from(), c.to(), c.start() * factor, end(c.end(), factor, seconds)))
                        .toList());
    }

    private static double end(double to, double factor, double seconds) {
        return Math.min(to * factor, seconds);
    }
}
