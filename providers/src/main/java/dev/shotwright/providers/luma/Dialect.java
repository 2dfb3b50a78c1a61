package dev.shotwright.providers.luma;

import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What Luma's two interfaces do not share. */
interface Dialect {

    /** Where a request is sent. */
    String path(ModelCard card, VideoRequest request);

    ObjectNode body(ModelCard card, VideoRequest request);

    /** What a generation says. */
    Outcome outcome(JsonNode generation, Instant now);
}
