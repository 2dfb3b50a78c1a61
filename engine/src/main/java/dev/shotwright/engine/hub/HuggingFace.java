package dev.shotwright.engine.hub;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Hugging Face: the commit of the main branch, its tree page by page, files under {@code resolve}. */
record HuggingFace(HubAddress address, RepositoryName repository, Wire wire) implements Hub {
    private static final int MOST_PAGES = 1000;
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;\\s*rel=\"next\"");

    @Override
    public Listing list() throws InterruptedException {
        var api = address.endpoint() + "/api/models/" + repository;
        var head = URI.create(api + "/revision/main");
        var commit = wire.document(head).json().path("sha").asString("");
        if (!commit.matches("[0-9a-f]{40}")) {
            throw Wire.unexpected(head, "no commit", null);
        }
        var tree = api + "/tree/" + commit;
        var files = new ArrayList<ListedFile>();
        @Nullable String query = "recursive=true";
        for (var page = 0; query != null; page++) {
            var uri = URI.create(tree + "?" + query);
            if (page == MOST_PAGES) {
                throw Wire.unexpected(uri, "more than %d pages".formatted(MOST_PAGES), null);
            }
            var document = wire.document(uri);
            if (!document.json().isArray()) {
                throw Wire.unexpected(uri, "no list of files", null);
            }
            for (var node : document.json()) {
                if (node.path("type").asString("").equals("file")) {
                    files.add(file(uri, node));
                }
            }
            query = next(uri, document.link());
        }
        files.sort(Comparator.comparing(ListedFile::path));
        return new Listing(commit, List.copyOf(files));
    }

    /** The query of the next page; it is asked for where the first was, as mirrors pass on links to the hub itself. */
    private static @Nullable String next(URI uri, @Nullable String link) {
        var next = link == null ? null : NEXT.matcher(link);
        if (next == null || !next.find()) {
            return null;
        }
        try {
            return uri.resolve(next.group(1)).getRawQuery();
        } catch (IllegalArgumentException e) {
            throw Wire.unexpected(uri, "a link to no page", e);
        }
    }

    private static ListedFile file(URI uri, JsonNode node) {
        var path = new FilePath(node.path("path").asString(""));
        var large = node.path("lfs");
        var size = large.isObject() ? large.path("size") : node.path("size");
        if (!size.isIntegralNumber()) {
            throw Wire.unexpected(uri, "no size of " + path, null);
        }
        var checksum = large.isObject()
                ? new Checksum(
                        Checksum.Kind.SHA256, large.path("oid").asString("").replaceFirst("^sha256:", ""))
                : new Checksum(Checksum.Kind.GIT_BLOB, node.path("oid").asString(""));
        return new ListedFile(path, size.asLong(), checksum);
    }

    @Override
    public URI location(String revision, FilePath path) {
        return URI.create(
                "%s/%s/resolve/%s/%s".formatted(address.endpoint(), repository, revision, Hub.path(path.text())));
    }
}
