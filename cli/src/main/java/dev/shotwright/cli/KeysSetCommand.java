package dev.shotwright.cli;

import dev.shotwright.providers.account.KeyForm;
import dev.shotwright.providers.account.Vendor;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

@CommandLine.Command(
        name = "set",
        customSynopsis = "shotwright keys set VENDOR [--form NAME] [--json]",
        description =
                "Keep the keys of a vendor in a file that only you read; they are typed unseen, or read a line each.",
        footer = {"", "Example:", "  shotwright keys set ark", "  shotwright keys set ark < key.txt"})
final class KeysSetCommand implements Command {
    private static final int LONGEST = 1 << 16;

    private final Surroundings surroundings;
    private final Console console;

    @Parameters(index = "0", paramLabel = "VENDOR", description = "A vendor that `shotwright keys list` shows.")
    private String name = "";

    @Option(
            names = "--form",
            paramLabel = "NAME",
            description = "Where a vendor takes several kinds of keys: the name of one of the kind.")
    private @Nullable String formName;

    KeysSetCommand(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    @Override
    public Exit run() {
        var vendor = Accounts.vendor(name);
        var form = form(vendor);
        var keys = new LinkedHashMap<String, String>();
        var typed = surroundings.secrets().ask(form.names().getFirst() + ": ");
        if (typed == null) {
            var lines = input().lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (lines.size() != form.names().size()) {
                throw ShotwrightException.invalid(
                        "keys",
                        "%d lines of standard input".formatted(lines.size()),
                        "%d: %s".formatted(form.names().size(), form));
            }
            for (var i = 0; i < lines.size(); i++) {
                keys.put(form.names().get(i), lines.get(i));
            }
        } else {
            keys.put(form.names().getFirst(), typed.strip());
            for (var other : form.names().subList(1, form.names().size())) {
                var next = surroundings.secrets().ask(other + ": ");
                keys.put(other, next == null ? "" : next.strip());
            }
        }
        var file = new Keyring(surroundings).keep(keys);
        console.note("%s is kept in %s".formatted(form, file));
        console.object(JsonNodeFactory.instance
                .objectNode()
                .put("vendor", vendor.name())
                .put("keys", form.toString())
                .put("from", file.toString()));
        return Exit.DONE;
    }

    private KeyForm form(Vendor vendor) {
        return formName == null
                ? vendor.keyForms().getFirst()
                : vendor.keyForms().stream()
                        .filter(form -> form.names().contains(formName))
                        .findFirst()
                        .orElseThrow(() -> ShotwrightException.invalid(
                                "--form",
                                "'" + formName + "'",
                                vendor.keyForms().stream()
                                        .flatMap(form -> form.names().stream())
                                        .collect(Collectors.joining(", "))));
    }

    private String input() {
        try {
            return new String(surroundings.in().readNBytes(LONGEST), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED, null, "standard input cannot be read: " + e.getMessage(), e);
        }
    }
}
