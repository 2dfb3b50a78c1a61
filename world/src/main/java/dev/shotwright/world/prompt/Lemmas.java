package dev.shotwright.world.prompt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The forms under which an English word may stand in the lexicon: itself, then its likely base forms. */
final class Lemmas {
    private final Map<String, List<String>> irregular = new HashMap<>();

    /** @param lines a base form, a bar and its irregular forms, separated by commas */
    Lemmas(List<LexiconLine> lines) {
        for (var line : lines) {
            for (var base : line.english()) {
                for (var form : line.meaning().split("\\s*,\\s*", -1)) {
                    irregular.computeIfAbsent(form, _ -> new ArrayList<>()).add(base);
                }
            }
        }
    }

    List<String> of(String word) {
        var forms = new ArrayList<String>();
        forms.add(word);
        forms.addAll(irregular.getOrDefault(word, List.of()));
        if (word.length() > 2) {
            if (word.endsWith("ies") || word.endsWith("ied")) {
                forms.add(cut(word, 3) + "y");
            }
            if (word.endsWith("es")) {
                forms.add(cut(word, 2));
            }
            if (word.endsWith("s") && !word.endsWith("ss")) {
                forms.add(cut(word, 1));
            }
            if (word.endsWith("ing") && word.length() > 4) {
                addStems(forms, cut(word, 3));
            }
            if (word.endsWith("ed")) {
                addStems(forms, cut(word, 2));
            }
        }
        return forms;
    }

    /** The base forms of a comparative or superlative, such as {@code bigger}. */
    List<String> ofComparative(String word) {
        var forms = new ArrayList<String>();
        var cut = word.endsWith("er") ? 2 : word.endsWith("est") ? 3 : 0;
        if (cut > 0 && word.length() > cut + 2) {
            var stem = cut(word, cut);
            addStems(forms, stem);
            if (stem.endsWith("i")) {
                forms.add(cut(stem, 1) + "y");
            }
        }
        return forms;
    }

    private static void addStems(List<String> forms, String stem) {
        forms.add(stem);
        forms.add(stem + "e");
        var last = stem.length() - 1;
        if (last > 1 && stem.charAt(last) == stem.charAt(last - 1)) {
            forms.add(cut(stem, 1));
        }
        if (stem.endsWith("y")) {
            forms.add(cut(stem, 1) + "ie");
        }
    }

    private static String cut(String word, int letters) {
        return word.substring(0, word.length() - letters);
    }
}
