package dev.shotwright.fakes;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The files that a caller has brought to MiniMax, and the media of requests, which may be among them. */
final class MiniMaxFiles {
    private static final String SCHEME = "mm_file://";
    private static final long FIRST = 305_000_000_000L;

    private final Map<String, String> fingerprints = new ConcurrentHashMap<>();

    ObjectNode bring(Question question) {
        var form = new FormParts(question);
        var texts = form.texts();
        if (texts.oneOf("purpose", "video_generation_input") == null) {
            throw new Refusal("purpose", "is missing");
        }
        texts.end();
        if (!form.files().keySet().equals(Set.of("file"))) {
            throw new Refusal("file", "is missing");
        }
        var bytes = form.files().values().iterator().next();
        var id = FIRST + fingerprints.size();
        fingerprints.put(String.valueOf(id), Seen.fingerprint(bytes));
        var answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("file")
                .put("file_id", id)
                .put("bytes", bytes.length)
                .put("created_at", 1_763_000_000L)
                .put("filename", "input")
                .put("purpose", "video_generation_input");
        return answer;
    }

    /** An address of the net, a data address, or a file that was brought. */
    String medium(String field, String source) {
        if (!source.startsWith(SCHEME)) {
            return Seen.medium(field, source);
        }
        var fingerprint = fingerprints.get(source.substring(SCHEME.length()));
        if (fingerprint == null) {
            throw new Refusal(field, "names a file that is not there");
        }
        return fingerprint;
    }
}
