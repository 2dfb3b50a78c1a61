package dev.shotwright.server.ark;

import dev.shotwright.server.web.Wire;
import java.util.List;

/**
 * A page of a list of tasks.
 *
 * @param total how many tasks the whole list has
 */
@Wire(nulls = false)
record TaskPage(long total, List<ArkTask> items) {

    TaskPage {
        items = List.copyOf(items);
    }
}
