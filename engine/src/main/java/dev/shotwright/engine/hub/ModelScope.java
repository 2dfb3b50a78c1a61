package dev.shotwright.engine.hub;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** ModelScope: the files of the branch {@code master} with their SHA-256, and their bytes from the same interface. */
record ModelScope(HubAddress address, RepositoryName repository, Wire wire) implements Hub {
    private static final String REVISION = "master";
    private static final int PAGE = 200;
    private static final int MOST_PAGES = 1000;

    private String api() {
        return address.endpoint() + "/api/v1/models/" + repository;
    }

    @Override
    public Listing list() throws InterruptedException {
        var files = new TreeMap<FilePath, ListedFile>();
        for (var page = 1; page <= MOST_PAGES; page++) {
            var uri = URI.create("%s/repo/files?Revision=%s&Recursive=True&PageNumber=%d&PageSize=%d"
                    .formatted(api(), REVISION, page, PAGE));
            var answer = wire.document(uri).json();
            var nodes = answer.path("Data").path("Files");
            if (!nodes.isArray()) {
                var told = answer.path("Message").asString("");
                throw Wire.unexpected(uri, "no list of files" + (told.isEmpty() ? "" : " but: " + told), null);
            }
            var known = files.size();
            for (var node : nodes) {
                if (!node.path("Type").asString("").equals("tree")) {
                    var file = file(uri, node);
                    files.put(file.path(), file);
                }
            }
            if (nodes.size() < PAGE || files.size() == known) {
                break;
            }
        }
        return new Listing(REVISION, List.copyOf(files.values()));
    }

    private static ListedFile file(URI uri, JsonNode node) {
        var path = new FilePath(node.path("Path").asString(""));
        if (!node.path("Size").isIntegralNumber()) {
            throw Wire.unexpected(uri, "no size of " + path, null);
        }
        var hex = node.path("Sha256").asString("").toLowerCase(Locale.ROOT);
        return new ListedFile(path, node.path("Size").asLong(), new Checksum(Checksum.Kind.SHA256, hex));
    }

    @Override
    public URI location(String revision, FilePath path) {
        return URI.create("%s/repo?Revision=%s&FilePath=%s".formatted(api(), revision, Hub.query(path.text())));
    }
}
