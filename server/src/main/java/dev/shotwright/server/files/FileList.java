package dev.shotwright.server.files;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files, latest first.
 *
 * @param cursor asks for the next part; absent with the last one
 */
record FileList(List<FileView> files, @Nullable String cursor) {}
