package dev.shotwright.vocabulary.document;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;
import tools.jackson.dataformat.yaml.YAMLReadFeature;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/**
 * The strict text form of any record: text in, record out, and back.
 *
 * <p>A component is required unless it is {@code @Nullable}, a list or a map; an absent list or map is empty. Fields that
 * the record lacks, doubled fields, nulls in lists, numbers for text and text for numbers are errors. An enum is spelled by
 * its {@code word()}, a duration is a number of seconds, and an alternative of a sealed interface is told by a field
 * {@code type} that holds its name in lower case with hyphens.
 */
public final class Documents {
    private static final int LONGEST = 4 << 20;
    private static final Documents JSON = new Documents(Strictness.applyTo(JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(limits()).build()))
            .build());
    private static final Documents YAML = new Documents(Strictness.applyTo(YAMLMapper.builder(YAMLFactory.builder()
                    .stringQuotingChecker(new NumbersInQuotes())
                    .streamReadConstraints(limits())
                    .build()))
            .enable(YAMLReadFeature.EMPTY_STRING_AS_NULL)
            .disable(YAMLWriteFeature.USE_NATIVE_TYPE_ID)
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build());

    private final ObjectMapper mapper;

    private Documents(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** JSON, written in one line. */
    public static Documents json() {
        return JSON;
    }

    /** YAML, written in blocks. */
    public static Documents yaml() {
        return YAML;
    }

    /**
     * Reads one document.
     *
     * @throws ShotwrightException with {@link ErrorCode#UNKNOWN_FIELD}, {@link ErrorCode#INVALID_VALUE} or
     *     {@link ErrorCode#MALFORMED_DOCUMENT}; its field is the path to the fault, such as {@code media[0].role}
     */
    public <T> T read(Class<T> type, String text) {
        if (text.length() > LONGEST) {
            throw new ShotwrightException(
                    ErrorCode.MALFORMED_DOCUMENT,
                    "the document has %d characters; accepted are at most %d".formatted(text.length(), LONGEST));
        }
        try (var parser = mapper.createParser(text);
                var again = mapper.createParser(text)) {
            try {
                refuseAliases(text);
                var value = mapper.readerFor(type).<@Nullable T>readValue(parser);
                if (value == null) {
                    throw new ShotwrightException(ErrorCode.MALFORMED_DOCUMENT, "the document is empty");
                }
                return value;
            } catch (JacksonException fault) {
                throw Faults.translate(fault, parser, again);
            }
        }
    }

    /** Jackson would read a YAML alias as the text of its name. */
    private void refuseAliases(String text) {
        if (!text.contains("*")) {
            return;
        }
        try (var parser = mapper.createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
                    throw new StreamReadException(
                            parser, "aliases such as *%s are not read".formatted(parser.getString()));
                }
            }
        }
    }

    /** Writes one record. */
    public String write(Object value) {
        return mapper.writeValueAsString(value);
    }

    private static StreamReadConstraints limits() {
        return StreamReadConstraints.builder()
                .maxNestingDepth(64)
                .maxDocumentLength(4L * LONGEST)
                .maxNumberLength(100)
                .build();
    }
}
