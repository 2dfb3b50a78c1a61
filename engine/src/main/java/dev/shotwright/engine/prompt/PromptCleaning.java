package dev.shotwright.engine.prompt;

import java.util.regex.Pattern;

/**
 * The cleaning that the Wan pipelines of diffusers 0.42.1 give each prompt ({@code prompt_clean} in
 * {@code pipelines/wan/pipeline_wan.py}): the text is repaired, HTML references are resolved twice, and white space becomes
 * single spaces.
 */
public final class PromptCleaning {
    /** What Python takes for white space. */
    private static final String SPACE =
            "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";

    private static final Pattern SPACES = Pattern.compile(SPACE);
    private static final Pattern ENDS = Pattern.compile("^" + SPACE + "|" + SPACE + "\\z");

    private static final Entities ENTITIES = new Entities();
    private static final TextRepair REPAIR = new TextRepair(ENTITIES);

    private PromptCleaning() {}

    /** The prompt as the tokenizer gets it. */
    public static String clean(String prompt) {
        var text = ENTITIES.resolved(ENTITIES.resolved(REPAIR.repaired(prompt)));
        return ENDS.matcher(SPACES.matcher(text).replaceAll(" ")).replaceAll("");
    }
}
