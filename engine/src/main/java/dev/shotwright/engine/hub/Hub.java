package dev.shotwright.engine.hub;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A hub's public HTTP interface: what a repository holds, and where its files are. */
sealed interface Hub permits HuggingFace, ModelScope {

    /**
     * What a repository holds at one moment.
     *
     * @param revision what its files are asked for with
     */
    record Listing(String revision, List<ListedFile> files) {}

    /** Asks for all files of the repository, in order of their paths. */
    Listing list() throws InterruptedException;

    /** Where the bytes of a file begin to be asked for. */
    URI location(String revision, FilePath path);

    static Hub of(HubAddress address, RepositoryName repository, Wire wire) {
        return switch (address.kind()) {
            case HUGGING_FACE -> new HuggingFace(address, repository, wire);
            case MODELSCOPE -> new ModelScope(address, repository, wire);
        };
    }

    /** A part of a query, escaped. */
    static String query(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A path whose parts are escaped. */
    static String path(String text) {
        return Arrays.stream(text.split("/", -1)).map(Hub::query).collect(Collectors.joining("/"));
    }
}
