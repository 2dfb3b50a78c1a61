package dev.shotwright.world.prompt;

import java.util.List;

/** The endings by which an unknown noun shows its family. */
final class Cues {
    /** The family of what cannot be drawn. */
    static final String ABSTRACT = "abstract";

    private final List<LexiconLine> lines;

    Cues(List<LexiconLine> lines) {
        this.lines = List.copyOf(lines);
    }

    /** The family of the longest matching ending, or empty. */
    String family(String noun) {
        var family = "";
        var longest = 0;
        for (var line : lines) {
            for (var ending : Unit.isHan(noun.codePointAt(0)) ? line.chinese() : line.english()) {
                if (ending.length() > longest && noun.endsWith(ending)) {
                    longest = ending.length();
                    family = line.section();
                }
            }
        }
        return family;
    }
}
