package dev.shotwright.fakes;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The parts of a form ({@code multipart/form-data}, RFC 7578): texts, of which {@code a[b]} is within an object, and files. */
final class FormParts {
    private static final Pattern BOUNDARY = Pattern.compile("multipart/form-data;.*boundary=\"?([^\";]+)\"?.*");
    private static final Pattern NAME =
            Pattern.compile("(?is).*content-disposition: *form-data;.*[; ]name=\"([^\"]*)\".*");
    private static final Pattern FILE =
            Pattern.compile("(?is).*content-(type:(?! *text/plain).*|disposition:.*filename=.*)");
    private static final Pattern WITHIN = Pattern.compile("(\\w+)\\[(\\w+)]");

    private final ObjectNode texts = JsonNodeFactory.instance.objectNode();
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    FormParts(Question question) {
        var boundary = BOUNDARY.matcher(question.header("Content-Type"));
        if (!boundary.matches()) {
            throw new Refusal("body", "is a form without boundary");
        }
        var body = "\r\n" + question.body();
        var mark = "\r\n--" + boundary.group(1);
        for (var at = body.indexOf(mark); at >= 0; ) {
            var next = body.indexOf(mark, at + mark.length());
            if (next < 0) {
                break;
            }
            part(body.substring(at + mark.length(), next));
            at = next;
        }
    }

    private void part(String part) {
        var end = part.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new Refusal("body", "has a part without end of its head");
        }
        var head = part.substring(0, end);
        var name = NAME.matcher(head);
        if (!name.matches()) {
            throw new Refusal("body", "has a part without name");
        }
        var bytes = part.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1);
        if (FILE.matcher(head).matches() && !WITHIN.matcher(name.group(1)).matches()) {
            files.put(name.group(1), bytes);
        } else {
            text(name.group(1), new String(bytes, StandardCharsets.UTF_8));
        }
    }

    private void text(String name, String value) {
        var within = WITHIN.matcher(name);
        if (within.matches()) {
            texts.withObject("/" + within.group(1)).put(within.group(2), value);
        } else {
            texts.put(name, value);
        }
    }

    Fields texts() {
        return new Fields("", texts);
    }

    Map<String, byte[]> files() {
        return files;
    }
}
