package dev.shotwright.vocabulary.model;

import dev.shotwright.vocabulary.card.ModelCard;

/** Something that draws clips. Its requests have been negotiated: they hold only what its card accepts. */
public sealed interface VideoModel permits LocalModel, HostedModel {

    /** What it can do and what it costs. */
    ModelCard card();
}
