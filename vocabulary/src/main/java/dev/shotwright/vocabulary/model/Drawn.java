package dev.shotwright.vocabulary.model;

import java.util.List;

/**
 * What a local model tells of a clip that it has drawn.
 *
 * @param remarks whole sentences for the user, such as the words of the prompt that it did not understand
 */
public record Drawn(List<String> remarks) {

    public Drawn {
        remarks = List.copyOf(remarks);
    }
}
