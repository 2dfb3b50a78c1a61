package dev.shotwright.cli;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A whole universal request in a file, whose media lie beside it unless their paths say otherwise. */
final class RequestFile {
    private RequestFile() {}

    /**
     * Reads a request.
     *
     * @param prompt what the command line gives; the file may then do without a prompt of its own
     */
    static VideoRequest read(Surroundings surroundings, String path, @Nullable String prompt) {
        var file = surroundings.file(path);
        var text = TextFile.read("--request", file);
        var documents = TextFile.documents(file);
        var request = prompt == null
                ? TextFile.named(file, () -> documents.read(VideoRequest.class, text))
                : withPrompt(file, documents, text, prompt);
        var folder = file.getParent();
        return folder == null
                ? request
                : request.toBuilder()
                        .media(request.media().stream()
                                .map(item -> beside(folder, item))
                                .toList())
                        .build();
    }

    private static VideoRequest withPrompt(Path file, Documents documents, String text, String prompt) {
        try {
            return documents.read(VideoRequest.class, text);
        } catch (ShotwrightException e) {
            if (e.code() != ErrorCode.INVALID_VALUE || !"prompt".equals(e.field())) {
                throw TextFile.named(file, e);
            }
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Map<?, ?> found = documents.read(Map.class, text);
        found.forEach((name, value) -> fields.put(String.valueOf(name), value));
        fields.put("prompt", prompt);
        return TextFile.named(
                file,
                () -> Documents.json().read(VideoRequest.class, Documents.json().write(fields)));
    }

    private static MediaItem beside(Path folder, MediaItem item) {
        return item.fromAddress()
                ? item
                : new MediaItem(
                        item.kind(), item.role(), folder.resolve(item.source()).toString(), item.at(), item.facts());
    }
}
