package dev.shotwright.engine.hub;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which files of a repository are fetched, by patterns in which {@code *} stands for any letters of one name and
 * {@code **} for any letters at all.
 *
 * @param needs patterns of which each must meet a file
 * @param takes patterns of what is fetched as well where it exists
 * @param leaves patterns of what is not fetched though another pattern meets it
 */
public record FileChoice(List<String> needs, List<String> takes, List<String> leaves) {
    public FileChoice {
        needs = List.copyOf(needs);
        takes = List.copyOf(takes);
        leaves = List.copyOf(leaves);
    }

    /**
     * The files of a list that are to be fetched, in its order.
     *
     * @throws ShotwrightException with {@link ErrorCode#REFUSED} if something is missing that is needed
     */
    List<ListedFile> of(RepositoryName repository, List<ListedFile> files) {
        var offered = files.stream().filter(file -> !meets(leaves, file)).toList();
        var missing = needs.stream()
                .filter(pattern -> offered.stream().noneMatch(file -> meets(List.of(pattern), file)))
                .toList();
        var chosen = offered.stream()
                .filter(file -> meets(needs, file) || meets(takes, file))
                .toList();
        if (!missing.isEmpty() || chosen.isEmpty()) {
            throw new ShotwrightException(
                    ErrorCode.REFUSED,
                    "model",
                    "%s has no %s; accepted are repositories of diffusers folders with safetensors"
                            .formatted(
                                    repository,
                                    missing.isEmpty() ? String.join(" or ", takes) : String.join(" and no ", missing)));
        }
        return chosen;
    }

    private static boolean meets(List<String> patterns, ListedFile file) {
        return patterns.stream()
                .anyMatch(pattern ->
                        expression(pattern).matcher(file.path().text()).matches());
    }

    private static Pattern expression(String pattern) {
        return Pattern.compile(Pattern.compile("\\*\\*|\\*|[^*]+")
                .matcher(pattern)
                .results()
                .map(part -> switch (part.group()) {
                    case "**" -> ".*";
                    case "*" -> "[^/]*";
                    case String words -> Pattern.quote(words);
                })
                .collect(Collectors.joining()));
    }
}
