package dev.shotwright.cli;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.Nearest;
import dev.shotwright.vocabulary.ShotwrightException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that cannot be understood, explained: what was given, and what is accepted. */
final class Misuse {
    private Misuse() {}

    /** Parses, and gives each complaint of the parser the form of every other error. */
    static ParseResult parse(CommandLine line, List<String> words) {
        try {
            return line.parseArgs(words.toArray(String[]::new));
        } catch (UnmatchedArgumentException e) {
            throw unmatched(e.getCommandLine(), e);
        } catch (OverwrittenOptionException e) {
            var option = e.getOverwritten();
            var name = option instanceof CommandLine.Model.OptionSpec spec ? spec.longestName() : "an option";
            throw invalid(name, name + " is given twice; accepted is once");
        } catch (MissingParameterException e) {
            throw missing(e.getCommandLine(), e);
        } catch (MutuallyExclusiveArgsException e) {
            throw invalid(null, e.getMessage());
        } catch (ParameterException e) {
            throw invalid(null, e.getMessage() + "; see " + help(e.getCommandLine()));
        }
    }

    private static ShotwrightException unmatched(CommandLine line, UnmatchedArgumentException problem) {
        var word = problem.getUnmatched().getFirst();
        if (word.startsWith("-") && word.length() > 1) {
            var equals = word.indexOf('=');
            var name = equals < 0 ? word : word.substring(0, equals);
            var known = line.getCommandSpec().optionsMap().keySet();
            var nearest = Nearest.word(
                    name.replaceFirst("^-+", ""),
                    known.stream()
                            .filter(option -> option.startsWith("--"))
                            .map(option -> option.substring(2))
                            .toList());
            var hint = nearest == null ? "" : "nearest is --" + nearest + "; ";
            return invalid(name, "there is no option %s; %ssee %s".formatted(name, hint, help(line)));
        }
        var positional = line.getCommandSpec().positionalParameters();
        return positional.isEmpty()
                ? invalid(null, "'%s' is one word too many; see %s".formatted(word, help(line)))
                : invalid(
                        positional.getFirst().paramLabel(),
                        "'%s' comes after the %s; put words that belong together in quotes"
                                .formatted(word, positional.getFirst().paramLabel()));
    }

    private static ShotwrightException missing(CommandLine line, MissingParameterException problem) {
        var missing = problem.getMissing().getFirst();
        if (missing instanceof CommandLine.Model.OptionSpec option) {
            var given = line.getParseResult() != null && line.getParseResult().hasMatchedOption(option);
            var name = option.longestName();
            return invalid(
                    name,
                    given
                            ? "%s needs a value: %s %s".formatted(name, name, option.paramLabel())
                            : "%s is missing: give %s %s".formatted(name, name, option.paramLabel()));
        }
        return invalid(missing.paramLabel(), "%s is missing; see %s".formatted(missing.paramLabel(), help(line)));
    }

    private static String help(CommandLine line) {
        return "shotwright " + line.getCommandSpec().qualifiedName(" ") + " --help";
    }

    static ShotwrightException unknownCommand(String name, List<String> known) {
        var nearest = Nearest.word(name, known);
        return invalid(
                "command",
                "there is no command '%s'; %saccepted are %s"
                        .formatted(
                                name, nearest == null ? "" : "nearest is " + nearest + "; ", String.join(", ", known)));
    }

    static ShotwrightException invalid(@Nullable String field, @Nullable String message) {
        return new ShotwrightException(ErrorCode.INVALID_VALUE, field, String.valueOf(message));
    }
}
