package dev.shotwright.server.openai;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a form: its fields, and the picture that came along. A part is a file if it has a file name or a content type,
 * since Java's client sends bytes without a name.
 */
record Form(Map<String, String> fields, @Nullable Part picture) {
    private static final String PICTURE = "input_reference";

    static Form read(HttpServletRequest request) {
        var fields = new LinkedHashMap<String, String>();
        var picture = (Part) null;
        try {
            for (var part : request.getParts()) {
                if (part.getSubmittedFileName() != null || isBinary(part)) {
                    if (!part.getName().equals(PICTURE) || picture != null) {
                        throw ShotwrightException.invalid(part.getName(), "a file", "one file, as " + PICTURE);
                    }
                    picture = part;
                } else {
                    if (fields.put(part.getName(), text(part)) != null) {
                        throw ShotwrightException.invalid(part.getName(), "there twice", "one value");
                    }
                }
            }
        } catch (IllegalStateException e) {
            throw new ShotwrightException(ErrorCode.TOO_LARGE, null, "the form is too long", e);
        } catch (IOException | ServletException e) {
            throw new ShotwrightException(ErrorCode.MALFORMED_DOCUMENT, null, "the form cannot be read", e);
        }
        return new Form(fields, picture);
    }

    private static boolean isBinary(Part part) {
        var type = part.getContentType();
        return type != null && !type.startsWith("text/");
    }

    private static String text(Part part) throws IOException {
        try (var stream = part.getInputStream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
