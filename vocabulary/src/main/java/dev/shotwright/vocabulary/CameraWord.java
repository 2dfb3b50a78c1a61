package dev.shotwright.vocabulary;

/** A camera movement by its film term; pan and tilt turn the camera, truck and pedestal carry it. */
public enum CameraWord implements Spelled {
    FIXED("fixed"),
    PAN_LEFT("pan-left"),
    PAN_RIGHT("pan-right"),
    TILT_UP("tilt-up"),
    TILT_DOWN("tilt-down"),
    ZOOM_IN("zoom-in"),
    ZOOM_OUT("zoom-out"),
    DOLLY_IN("dolly-in"),
    DOLLY_OUT("dolly-out"),
    TRUCK_LEFT("truck-left"),
    TRUCK_RIGHT("truck-right"),
    PEDESTAL_UP("pedestal-up"),
    PEDESTAL_DOWN("pedestal-down"),
    ORBIT("orbit"),
    ORBIT_CLOCKWISE("orbit-clockwise"),
    ORBIT_COUNTERCLOCKWISE("orbit-counterclockwise"),
    ROLL_CLOCKWISE("roll-clockwise"),
    ROLL_COUNTERCLOCKWISE("roll-counterclockwise"),
    FOLLOW("follow"),
    CRANE_UP("crane-up"),
    CRANE_DOWN("crane-down"),
    HANDHELD("handheld"),
    AERIAL_DOLLY("aerial-dolly");

    private final String word;

    CameraWord(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
