package dev.shotwright.vocabulary.model;

/** Something that draws clips. Its requests have been negotiated: they hold only what its card accepts. */
public sealed interface VideoModel permits LocalModel, HostedModel {

    /** The name by which a request asks for it. */
    String name();
}
