package dev.shotwright.models.wan;

import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What a transformer attends to beside the video: the text's and the pictures' tokens, and their keys and values once a
 * block has computed them.
 *
 * <p>Text is padded to {@link WanConfig#TEXT_LENGTH} with rows that are all alike, so that their keys and values are too.
 * One of them stands for all with the logarithm of their number added to its score: the softmax is the same.
 */
public final class WanPrompt implements AutoCloseable {
    private final Scope scope = Scope.detached();
    private final Tensor text;
    private final @Nullable Tensor mask;
    private final @Nullable Tensor image;
    private final @Nullable KeysAndValues[] texts;
    private final @Nullable KeysAndValues[] images;

    /** Keys and values of one block: each {@code (b, heads, m, head)}. */
    record KeysAndValues(Tensor keys, Tensor values) {}

    WanPrompt(int layers, Tensor text, @Nullable Tensor mask, @Nullable Tensor image) {
        this.text = scope.keep(text);
        this.mask = mask == null ? null : scope.keep(mask);
        this.image = image == null ? null : scope.keep(image);
        this.texts = new KeysAndValues[layers];
        this.images = new KeysAndValues[layers];
    }

    /** {@code (b, m, dim)}: the embedded text, one row of padding last where there is any. */
    Tensor text() {
        return text;
    }

    /** {@code (1, 1, 1, m)}, added to the scores of the text's keys; null where the text has no padding. */
    @Nullable
    Tensor mask() {
        return mask;
    }

    /** {@code (b, m, dim)}: the embedded pictures. */
    @Nullable
    Tensor image() {
        return image;
    }

    @Nullable
    KeysAndValues texts(int layer) {
        return texts[layer];
    }

    KeysAndValues texts(int layer, KeysAndValues computed) {
        texts[layer] = kept(computed);
        return computed;
    }

    @Nullable
    KeysAndValues images(int layer) {
        return images[layer];
    }

    KeysAndValues images(int layer, KeysAndValues computed) {
        images[layer] = kept(computed);
        return computed;
    }

    private KeysAndValues kept(KeysAndValues computed) {
        scope.keep(computed.keys());
        scope.keep(computed.values());
        return computed;
    }

    @Override
    public void close() {
        scope.close();
    }
}
