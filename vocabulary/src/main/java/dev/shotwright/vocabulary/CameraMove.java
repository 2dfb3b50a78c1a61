package dev.shotwright.vocabulary;

/** A camera movement with its speed, written {@code pan-left} or {@code pan-left:slow}. */
public record CameraMove(CameraWord move, Speed speed) {

    public static CameraMove of(CameraWord move) {
        return new CameraMove(move, Speed.NORMAL);
    }

    /** @throws ShotwrightException with {@link ErrorCode#INVALID_VALUE} for an unknown movement or speed */
    public static CameraMove parse(String field, String text) {
        var colon = text.indexOf(':');
        var move = Spelled.parse(CameraWord.class, field, colon < 0 ? text : text.substring(0, colon));
        var speed = colon < 0 ? Speed.NORMAL : Spelled.parse(Speed.class, field, text.substring(colon + 1));
        return new CameraMove(move, speed);
    }

    @Override
    public String toString() {
        return speed == Speed.NORMAL ? move.word() : move.word() + ":" + speed.word();
    }
}
