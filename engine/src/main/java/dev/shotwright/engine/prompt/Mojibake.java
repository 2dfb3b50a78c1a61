package dev.shotwright.engine.prompt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text that was written in UTF-8 and read in another encoding, found by sequences of characters that hardly anybody means, and
 * read anew.
 *
 * <p>Each encoding that the text can have been read in is undone; the first whose bytes are UTF-8, some spaces and lost
 * characters granted, is the answer. Otherwise the sequences are mended one by one, and then characters of the C1 range.
 */
final class Mojibake {
    private final Map<String, Pattern> expressions = new HashMap<>();
    private final List<Encoding> encodings = Encoding.all();
    private final Encoding latin1 = encoding("latin-1");
    private final Encoding windows1252 = encoding("sloppy-windows-1252");

    Mojibake() {
        for (var line : Tables.lines("expressions.txt")) {
            expressions.put(line[0], Pattern.compile(line[1]));
        }
    }

    private Encoding encoding(String name) {
        return encodings.stream().filter(one -> one.is(name)).findFirst().orElseThrow();
    }

    private Matcher matcher(String expression, String text) {
        return Objects.requireNonNull(expressions.get(expression)).matcher(text);
    }

    private boolean bad(String text) {
        return matcher("badness", text).find();
    }

    /** The text as it was meant, as far as that can be told. */
    String mended(String text) {
        var mended = text;
        while (true) {
            var next = step(mended);
            if (next.equals(mended)) {
                return mended;
            }
            mended = next;
        }
    }

    private String step(String text) {
        if (text.chars().allMatch(c -> c < 0x80) || !bad(text)) {
            return text;
        }
        for (var encoding : encodings) {
            var bytes = encoding.encode(text);
            var decoded = bytes == null ? null : decoded(encoding, bytes);
            if (decoded != null) {
                return decoded;
            }
        }
        var apart = mendedApart(text);
        if (!apart.equals(text)) {
            return apart;
        }
        var western = readAsWindows(text);
        return western != null && !western.equals(text) ? western : withoutC1(text);
    }

    private @Nullable String decoded(Encoding encoding, String read) {
        var bytes = read;
        if (!encoding.is("macroman") && matcher("altered", bytes).find()) {
            bytes = matcher("a-grave", bytes).replaceAll("\u00C3\u00A0 ");
            bytes = matcher("altered", bytes).replaceAll(match -> match.group().replace(' ', '\u00A0'));
        }
        if (encoding.sloppy()) {
            bytes = matcher("lossy", bytes).replaceAll("\u00EF\u00BF\u00BD");
        }
        return bytes.indexOf('\u00ED') >= 0 || bytes.indexOf('\u00C0') >= 0
                ? Encoding.variantUtf8(bytes)
                : Encoding.utf8(bytes);
    }

    /** Mends each sequence that looks like UTF-8 for itself. */
    private String mendedApart(String text) {
        return matcher("detector", text).replaceAll(match -> {
            var part = match.group();
            return Matcher.quoteReplacement(part.length() < text.length() && bad(part) ? mended(part) : part);
        });
    }

    /** Latin-1 that was meant to be Windows-1252, or null if it cannot be. */
    private @Nullable String readAsWindows(String text) {
        var bytes = latin1.encode(text);
        if (bytes == null || !bytes.chars().allMatch(code -> windows1252.defines((char) code))) {
            return null;
        }
        return mapped(bytes);
    }

    private String mapped(String bytes) {
        var text = new StringBuilder(bytes.length());
        bytes.chars().forEach(code -> text.append(code == 0x1A ? (char) code : windows1252.character((char) code)));
        return text.toString();
    }

    /** The text with the control characters of the C1 range read as Windows-1252. */
    String withoutC1(String text) {
        var out = new StringBuilder(text.length());
        text.chars().forEach(c -> out.append(c >= 0x80 && c < 0xA0 ? windows1252.character((char) c) : (char) c));
        return out.toString();
    }
}
