package dev.shotwright.world.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A prompt divided into shots, with the words to be shown and the seconds lifted out.
 *
 * @param preamble what stands before the first marked shot, or empty
 */
record Outline(String preamble, List<Passage> passages) {
    private static final String NUMBER = "(?:\\d+|[一二三四五六七八九十]+|one|two|three|four|five|six|seven|eight|nine|ten)";
    private static final Pattern MARK =
            Pattern.compile("(?i)(?:\\b(?:shot|scene)\\s*#?" + NUMBER + "\\b\\s*[:：.,，、\\-–—)]?"
                    + "|(?:镜头|分镜|场景|画面)\\s*" + NUMBER + "\\s*[:：.,，、\\-–—)]?"
                    + "|第" + NUMBER + "(?:个)?(?:镜头|分镜|场景|画面|镜|幕)\\s*[:：.,，、]?)");
    private static final Pattern CUT = Pattern.compile(
            "(?i)(?:\\b(?:(?:the (?:camera|scene|shot|view) )?(?:then )?(?:hard |smash )?(?:cuts?|switches) to|cut"
                + " to)\\b\\s*[:：]?|(?:镜头|画面|场景)?(?:一转|切换到|切换至|切换|切到|切至|转到|转至|转场到|转场)[，,:：]?|(?:\\b(?:on )?the"
                + " (?:first|second|third|fourth|fifth|sixth|seventh|next|following|last|final)"
                + " (?:day|morning|night|evening)\\b|\\bthe next day\\b)\\s*,?|(?:第[一二三四五六七八九十]天|次日|翌日|最后一天)[，,]?)");
    private static final Pattern SECONDS = Pattern.compile(
            "(?i)@?\\s*(\\d+(?:\\.\\d+)?)[\\s-]*(?:seconds?\\b|secs?\\b|s\\b|秒钟?)(?:\\s*(?:long|长|clip|video|视频))?");
    private static final Pattern QUOTED = Pattern.compile("[\"“「『]([^\"”」』]{1,80})[\"”」』]|'([^']{2,80})'(?![a-z])");
    private static final Pattern LETTERS_BEFORE = Pattern.compile(
            "(?i)(?:\\b(?:words?|text|title|caption|subtitle|letters|lettering|sign|logo|reads?|reading|says|saying|titled|labell?ed|written|writes?|spells?)\\b[^\"“'.]{0,24}"
                + "|(?:写着|写有|写了|写|字样|文字|字幕|标题|标语|印着|印有|刻着|显示|大字|几个字|字)[^\"“。]{0,6})$");
    private static final Pattern CUE = Pattern.compile(
            "(?i)(?:(?:\\b(?:that|which|with|bearing|showing) )?(?:\\bthe"
                + " )?\\b(?:words?|text|letters|reads?|reading|says|saying)[\\s:,]*|(?:上面|上边|上)?(?:写着|写有|写了|印着|印有|刻着|显示着|显示)[\\s:：,，]*)$");
    private static final Pattern LETTERS_AFTER = Pattern.compile("^(?:\\s*(?:字样|几个字|两个字|三个字|四个字|的字|大字|的文字|的标题))");

    /** Words to be read in the picture, and the words before them. */
    record Letters(String text, String before) {}

    /**
     * One shot.
     *
     * @param marked whether the prompt itself calls it a shot of its own
     */
    record Passage(String text, @Nullable Double seconds, List<Letters> letters, boolean marked) {

        Passage withSeconds(@Nullable Double other) {
            return new Passage(text, other, letters, marked);
        }

        /** The passage with those letters alone that stand between two places of its text. */
        Passage between(int from, int to) {
            var own = letters.stream()
                    .filter(words ->
                            words.before().length() >= from && words.before().length() < to)
                    .toList();
            return new Passage(text, seconds, own, marked);
        }
    }

    private static final Pattern SPOKEN_BEFORE = Pattern.compile(
            "(?i)(?:\\b(?:say|ask|repl|whisper|shout|yell|cr|answer|murmur|scream|tell|told|said|mutter|snap|call)(?:s|ed|ies|ied|y|ing)?\\b[^\"“”.]{0,40}"
                + "|[说道问喊叫答骂吼嚷][^\"“”。]{0,6}|[:：])\\s*$");
    private static final Pattern SENTENCE = Pattern.compile("[.,!?。，！？…~～]$");
    private static final Pattern RATIO = Pattern.compile("(?<![\\d.:：])\\d{1,2}\\s*[:：]\\s*\\d{1,2}(?![\\d:：])");

    static Outline of(String prompt) {
        var marks = new ArrayList<int[]>();
        for (var pattern : new Pattern[] {MARK, CUT}) {
            var matcher = pattern.matcher(prompt);
            while (matcher.find()) {
                marks.add(new int[] {matcher.start(), matcher.end()});
            }
        }
        marks.sort((a, b) -> Integer.compare(a[0], b[0]));
        var passages = new ArrayList<Passage>();
        var before = marks.isEmpty() ? prompt : prompt.substring(0, marks.getFirst()[0]);
        for (var i = 0; i < marks.size(); i++) {
            var end = i + 1 < marks.size() ? marks.get(i + 1)[0] : prompt.length();
            var start = Math.min(marks.get(i)[1], end);
            var text = prompt.substring(start, end);
            if (!text.isBlank()) {
                passages.add(passage(text, true));
            }
        }
        if (passages.isEmpty()) {
            return new Outline("", List.of(passage(before.isBlank() ? prompt : before, false)));
        }
        return new Outline(before, List.copyOf(passages));
    }

    static Passage passage(String text, boolean marked) {
        var letters = new ArrayList<Letters>();
        var plain = new StringBuilder(text);
        var quotes = QUOTED.matcher(text);
        while (quotes.find()) {
            var before = text.substring(0, quotes.start());
            var after = text.substring(quotes.end());
            if (LETTERS_BEFORE.matcher(before).find()
                    || LETTERS_AFTER.matcher(after).find()) {
                var words = quotes.group(1) != null ? quotes.group(1) : quotes.group(2);
                if (words != null && !words.isBlank()) {
                    letters.add(new Letters(words.strip(), before));
                    var cue = CUE.matcher(before);
                    blank(plain, cue.find() ? cue.start() : quotes.start(), quotes.end());
                }
            } else if (spoken(before, quotes.group())) {
                blank(plain, quotes.start(), quotes.end());
            }
        }
        var ratios = RATIO.matcher(text);
        while (ratios.find()) {
            blank(plain, ratios.start(), ratios.end());
        }
        @Nullable Double seconds = null;
        var times = SECONDS.matcher(plain.toString());
        while (times.find()) {
            var value = Double.parseDouble(times.group(1));
            if (value > 0 && value <= 600) {
                seconds = value;
                blank(plain, times.start(), times.end());
            }
        }
        return new Passage(plain.toString(), seconds, List.copyOf(letters), marked);
    }

    /** Whether quoted words are said by somebody; they are heard, not seen. */
    private static boolean spoken(String before, String quoted) {
        return SENTENCE.matcher(quoted.substring(0, quoted.length() - 1)).find()
                || SPOKEN_BEFORE.matcher(before).find();
    }

    private static void blank(StringBuilder text, int start, int end) {
        for (var i = start; i < end; i++) {
            text.setCharAt(i, ' ');
        }
    }
}
