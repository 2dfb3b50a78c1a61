package dev.shotwright.world.previz;

import dev.shotwright.world.scene.Scene;

/**
 * The words in the picture's corner that say what it is.
 *
 * @param text empty for none
 */
record Caption(String text) {
    static final Caption NONE = new Caption("");
    private static final String CHINESE = "动态分镜 · 手绘预演,非 AI 生成视频";
    private static final String ENGLISH = "PREVIZ · drawn animatic, not generated video";

    /** The caption in the language that the scene is told in. */
    static Caption of(Scene scene) {
        var chinese = scene.shots().stream()
                .flatMap(shot -> shot.subjects().stream())
                .anyMatch(subject ->
                        han(subject.label()) || subject.actions().stream().anyMatch(action -> han(action.words())));
        return new Caption(chinese || scene.notUnderstood().stream().anyMatch(Caption::han) ? CHINESE : ENGLISH);
    }

    private static boolean han(String text) {
        return text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
    }
}
