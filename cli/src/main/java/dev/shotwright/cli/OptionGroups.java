package dev.shotwright.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The options of a command as its help lists them: its own first, then each group of shared ones that has a heading. */
final class OptionGroups {
    private OptionGroups() {}

    /** Has the help of a command list its options so. */
    static void in(CommandLine line) {
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING, _ -> "");
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, OptionGroups::listed);
    }

    private static String listed(CommandLine.Help help) {
        var spec = help.commandSpec();
        var own = new ArrayList<>(spec.options());
        var groups = spec.mixins().values().stream()
                .filter(mixin -> !heading(mixin).isEmpty())
                .toList();
        for (var group : groups) {
            own.removeIf(option -> in(group, option));
        }
        var text = new StringBuilder(text(help, own));
        for (var group : groups) {
            if (groups.size() > 1) {
                text.append(heading(group)).append(System.lineSeparator());
            }
            text.append(text(
                    help,
                    spec.options().stream().filter(option -> in(group, option)).toList()));
        }
        return text.toString();
    }

    private static boolean in(CommandSpec group, OptionSpec option) {
        return group.findOption(option.longestName()) != null;
    }

    private static String heading(CommandSpec group) {
        return group.usageMessage().optionListHeading();
    }

    private static String text(CommandLine.Help help, List<OptionSpec> options) {
        var layout = help.createDefaultLayout();
        layout.addOptions(options, help.parameterLabelRenderer());
        return layout.toString();
    }
}
