package dev.shotwright.world.stage;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is really to be seen in one frame: the camera and each subject. {@code docs/truth.md} describes its JSON.
 *
 * @param frame the frame's number in the clip, from 0
 * @param seconds its time in the clip
 * @param shot the number of the shot, from 0
 */
public record Truth(long frame, double seconds, int shot, Camera camera, List<Subject> subjects) {

    public Truth {
        subjects = List.copyOf(subjects);
    }

    /**
     * The camera's pose.
     *
     * @param position x, y and z in metres
     * @param yaw in degrees, positive to the right
     * @param pitch in degrees, positive upwards
     * @param roll in degrees, positive clockwise
     * @param focal as a fraction of the picture's height
     * @param moves the words of the moves that are under way
     */
    public record Camera(
            List<Double> position, double yaw, double pitch, double roll, double focal, List<String> moves) {
        public Camera {
            position = List.copyOf(position);
            moves = List.copyOf(moves);
        }
    }

    /**
     * One of the subjects.
     *
     * @param box left, top, right and bottom in pixels, cut at the frame; null out of the frame
     * @param visible the share of the subject that is in the frame and not hidden by nearer subjects, 0 to 1
     * @param distance metres from the camera along its line of sight
     * @param position x, y and z of its foot in metres
     * @param action what it does; {@code idle} between actions
     * @param words the words of the prompt for it
     * @param relations the relations that hold by the scene, such as {@code left-of table}
     * @param attributes its look now: {@code colour} as {@code #RRGGBB}, {@code height} in metres, and the words of the scene
     */
    public record Subject(
            String id,
            String kind,
            @Nullable List<Integer> box,
            double visible,
            double distance,
            List<Double> position,
            String action,
            String words,
            List<String> relations,
            Map<String, String> attributes) {
        public Subject {
            box = box == null ? null : List.copyOf(box);
            position = List.copyOf(position);
            relations = List.copyOf(relations);
        }
    }
}
