package dev.shotwright.engine.checkpoint;

import dev.shotwright.tensor.safetensors.Safetensors;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where the parts of a model lie; a part that has to be there and is not is refused by name. */
sealed interface Layout {
    Path transformer();

    Path part(Piece piece);

    /** The picture encoder, or null where there is none. */
    @Nullable
    Path imageEncoder();

    /** Its {@code preprocessor_config.json}, or null where there is none. */
    @Nullable
    Path imageProcessor();

    /** The {@code scheduler_config.json}, or null where there is none. */
    @Nullable
    Path scheduler();

    /** What the files at a place are. */
    static Layout of(Path at) {
        if (!Files.isDirectory(at)) {
            return new Alone(at);
        }
        if (Files.isDirectory(at.resolve("transformer"))) {
            return new Diffusers(at);
        }
        try (var files = Files.list(at)) {
            var all = files.filter(Files::isRegularFile).sorted().toList();
            if (all.stream().anyMatch(file -> name(file).startsWith(Original.TRANSFORMER))) {
                return new Original(at, all);
            }
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED, "--checkpoint", at + " cannot be read: " + e.getMessage(), e);
        }
        throw ShotwrightException.invalid(
                "--checkpoint",
                at,
                "a folder with transformer/, vae/, text_encoder/ and tokenizer/, a folder of the original repository"
                        + " with diffusion_pytorch_model*.safetensors, or a transformer's safetensors file");
    }

    /** A part beside the transformer that every model has. */
    enum Piece {
        VAE("--vae", "vae", "Wan2.1_VAE"),
        TEXT_ENCODER("--text-encoder", "text_encoder", "umt5-xxl"),
        TOKENIZER("--tokenizer", "tokenizer", "google/umt5-xxl");

        final String option;
        final String folder;
        final String original;

        Piece(String option, String folder, String original) {
            this.option = option;
            this.folder = folder;
            this.original = original;
        }
    }

    /** A folder as diffusers saves it. */
    record Diffusers(Path folder) implements Layout {
        @Override
        public Path transformer() {
            return folder.resolve("transformer");
        }

        @Override
        public Path part(Piece piece) {
            return existing("--checkpoint", folder.resolve(piece.folder));
        }

        @Override
        public @Nullable Path imageEncoder() {
            var encoder = folder.resolve("image_encoder");
            return Files.isDirectory(encoder) ? encoder : null;
        }

        @Override
        public @Nullable Path imageProcessor() {
            return imageEncoder() == null
                    ? null
                    : existing("--checkpoint", folder.resolve("image_processor").resolve("preprocessor_config.json"));
        }

        @Override
        public @Nullable Path scheduler() {
            var file = folder.resolve("scheduler").resolve("scheduler_config.json");
            return Files.exists(file) ? file : null;
        }
    }

    /** A folder of the original repository: all parts side by side, as one file each or, the transformer, in shards. */
    record Original(Path folder, List<Path> files) implements Layout {
        private static final String TRANSFORMER = "diffusion_pytorch_model";
        private static final List<String> PICTURES = List.of("open-clip", "clip_vision");
        private static final String SAFETENSORS = ".safetensors";

        @Override
        public Path transformer() {
            return folder;
        }

        @Override
        public Path part(Piece piece) {
            if (piece == Piece.TOKENIZER) {
                return existing(piece.option, folder.resolve(piece.original));
            }
            var found = found(piece.option, List.of(piece.original));
            if (found == null) {
                throw new ShotwrightException(
                        ErrorCode.FILE_NOT_FOUND,
                        piece.option,
                        "%s is missing: %s has no *%s*.safetensors".formatted(piece.option, folder, piece.original));
            }
            return found;
        }

        @Override
        public @Nullable Path imageEncoder() {
            return found("--image-encoder", PICTURES);
        }

        @Override
        public @Nullable Path imageProcessor() {
            return null;
        }

        @Override
        public @Nullable Path scheduler() {
            return null;
        }

        /** The one safetensors file of a name; where there is but a pickle, opening it refuses it and names a repack. */
        private @Nullable Path found(String option, List<String> words) {
            var named = files.stream()
                    .filter(file ->
                            words.stream().anyMatch(word -> letters(name(file)).contains(letters(word))))
                    .toList();
            var safe = named.stream()
                    .filter(file -> name(file).endsWith(SAFETENSORS))
                    .toList();
            if (safe.size() > 1) {
                throw ShotwrightException.invalid(
                        option,
                        folder + " with several",
                        "one of " + safe.stream().map(Layout::name).collect(Collectors.joining(", ")));
            }
            if (safe.isEmpty() && !named.isEmpty()) {
                Safetensors.open(named.getFirst()).close();
                return named.getFirst();
            }
            return safe.isEmpty() ? null : safe.getFirst();
        }

        private static String letters(String name) {
            return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        }
    }

    /** A transformer's single file, beside which the other parts are named. */
    record Alone(Path transformer) implements Layout {
        @Override
        public Path part(Piece piece) {
            throw new ShotwrightException(
                    ErrorCode.INVALID_VALUE,
                    piece.option,
                    "%s is missing: %s is a transformer alone; name its %s"
                            .formatted(piece.option, transformer, piece.folder.replace('_', ' ')));
        }

        @Override
        public @Nullable Path imageEncoder() {
            return null;
        }

        @Override
        public @Nullable Path imageProcessor() {
            return null;
        }

        @Override
        public @Nullable Path scheduler() {
            return null;
        }
    }

    /** The path, which has to exist. */
    static Path existing(String option, Path path) {
        if (!Files.exists(path)) {
            throw new ShotwrightException(
                    ErrorCode.FILE_NOT_FOUND, option, "%s: %s does not exist".formatted(option, path));
        }
        return path;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
