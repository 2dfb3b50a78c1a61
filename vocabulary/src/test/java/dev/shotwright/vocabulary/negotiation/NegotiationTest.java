package dev.shotwright.vocabulary.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.vocabulary.card.TokenCounter;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.request.VideoRequest;
import org.junit.jupiter.api.Test;

class NegotiationTest {

    @Test
    void a_plain_prompt_is_accepted_and_filled_in() {
        var card = CardFiles.read("seedance-2.0");
        var request = Documents.yaml()
                .read(VideoRequest.class, "prompt: a fox\nduration: 17\nratio: 2:1\ncamera: [pan-left:slow]\n");
        var verdict = new Negotiation(TokenCounter.UPPER_BOUND, Leeway.NEAREST).of(request, card);
        assertThat(verdict).isInstanceOf(Verdict.Adapted.class);
    }
}
