package dev.shotwright.engine.hub;

import dev.shotwright.vocabulary.Spelled;

/** The public hubs whose HTTP interface is spoken here. */
public enum HubKind implements Spelled {
    HUGGING_FACE("huggingface"),
    MODELSCOPE("modelscope");

    private final String word;

    HubKind(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
