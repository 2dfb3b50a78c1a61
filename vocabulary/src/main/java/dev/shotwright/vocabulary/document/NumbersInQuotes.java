package dev.shotwright.vocabulary.document;

import java.util.regex.Pattern;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/** Puts texts such as {@code 1e3} in quotes, which would be read back as numbers. */
final class NumbersInQuotes extends StringQuotingChecker.Default {
    private static final long serialVersionUID = 1L;
    private static final Pattern LIKE_A_NUMBER = Pattern.compile("[-+]?[.0-9][-+_.0-9a-fA-Fox]*");

    @Override
    public boolean needToQuoteValue(String value) {
        return LIKE_A_NUMBER.matcher(value).matches() || super.needToQuoteValue(value);
    }
}
