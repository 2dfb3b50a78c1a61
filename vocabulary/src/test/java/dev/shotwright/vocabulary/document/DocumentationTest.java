package dev.shotwright.vocabulary.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.shotwright.vocabulary.card.Limits;
import dev.shotwright.vocabulary.card.MediaLimit;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.Price;
import dev.shotwright.vocabulary.card.Quote;
import dev.shotwright.vocabulary.card.TokenCounter;
import dev.shotwright.vocabulary.negotiation.Leeway;
import dev.shotwright.vocabulary.negotiation.Negotiation;
import dev.shotwright.vocabulary.negotiation.Verdict;
import dev.shotwright.vocabulary.request.MediaFacts;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentationTest {

    @Test
    void the_examples_in_the_documentation_are_read_as_they_stand() throws IOException {
        var requests = examples("request.md").stream()
                .map(text -> Documents.yaml().read(VideoRequest.class, text))
                .toList();
        assertThat(requests).hasSize(2);
        var card = Documents.yaml().read(ModelCard.class, examples("cards.md").getFirst());
        var request = requests.getFirst().toBuilder().model("example-2").build();
        var verdict = new Negotiation(TokenCounter.UPPER_BOUND, Leeway.NEAREST).of(request, card);
        assertThat(verdict).isInstanceOf(Verdict.Adapted.class);
        assertThat(card.tariff().quote(((Verdict.Adapted) verdict).request())).isInstanceOf(Quote.Priced.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {VideoRequest.class, MediaItem.class, MediaFacts.class})
    void every_field_of_a_request_is_documented(Class<?> type) throws IOException {
        assertThat(page("request.md"))
                .contains(fields(type).stream().map("`%s`"::formatted).toList());
    }

    @ParameterizedTest
    @ValueSource(classes = {ModelCard.class, Limits.class, MediaLimit.class, Price.class})
    void every_field_of_a_card_is_in_its_documentation(Class<?> type) throws IOException {
        assertThat(page("cards.md")).contains(fields(type));
    }

    /** The fields as the error about an unknown one lists them. */
    private static List<String> fields(Class<?> type) {
        var message = String.valueOf(catchThrowable(() -> Documents.json().read(type, "{\"no such field\":1}"))
                .getMessage());
        return List.of(message.substring(message.indexOf("accepted are ") + 13).split(", ", -1));
    }

    private static List<String> examples(String page) throws IOException {
        return Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(page(page))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String page(String name) throws IOException {
        return Files.readString(Path.of("..", "docs", name));
    }
}
