package dev.shotwright.jobs.storage;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where media are kept. Whoever reads a place sees a whole medium or none: a writer that dies leaves nothing to be seen.
 *
 * <p>What cannot be kept or read ends in a {@link ShotwrightException} with {@link ErrorCode#STORAGE_FAILED} or
 * {@link ErrorCode#STORAGE_FULL}, what is not there in {@link ErrorCode#FILE_NOT_FOUND}.
 */
public sealed interface MediaStore extends AutoCloseable permits FolderStore, S3Store {

    /**
     * A medium that is kept.
     *
     * @param mark changes when the medium at the place is another; letters, digits and hyphens
     */
    record Kept(long bytes, String mark) {}

    /** Keeps a copy of a file, in place of what was there. It is durable when this returns. */
    void put(Place place, Path file);

    /**
     * The bytes of a medium from an offset.
     *
     * @param count how many; 0 or more, within the medium
     */
    InputStream read(Place place, long from, long count);

    /** What is at a place, or null if nothing is. */
    @Nullable
    Kept find(Place place);

    /** Removes a medium; nothing happens where none is. */
    void delete(Place place);

    /** Removes all media whose places begin with this one and a slash. */
    void deleteUnder(Place place);

    /** The places that begin with this one and a slash, in alphabetical order. */
    List<Place> under(Place place);

    /** Brings a whole medium into a file. */
    default void copyTo(Place place, Path target) {
        var kept = find(place);
        if (kept == null) {
            throw absent(place);
        }
        try (var source = read(place, 0, kept.bytes())) {
            Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ShotwrightException(ErrorCode.STORAGE_FAILED, null, place + " cannot be read", e);
        }
    }

    /** Puts a small medium and removes it. */
    void prove();

    @Override
    void close();

    /**
     * The store of an address: {@code s3://bucket/prefix?region=…&endpoint=…&path-style=true}, or a folder as {@code file:}
     * address or path. Keys of S3 come from where the AWS tools look for them.
     */
    static MediaStore at(String address) {
        if (address.startsWith("s3:")) {
            return S3Store.at(URI.create(address));
        }
        return new FolderStore(address.startsWith("file:") ? Path.of(URI.create(address)) : Path.of(address));
    }

    /** The store of an address, once it has taken a small medium and removed it. */
    static MediaStore proven(String address) {
        var store = at(address);
        try {
            store.prove();
            return store;
        } catch (ShotwrightException e) {
            store.close();
            throw e;
        }
    }

    static ShotwrightException absent(Place place) {
        return new ShotwrightException(ErrorCode.FILE_NOT_FOUND, null, "there is no medium at " + place);
    }
}
