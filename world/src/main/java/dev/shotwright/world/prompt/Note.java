package dev.shotwright.world.prompt;

import dev.shotwright.vocabulary.Speed;
import dev.shotwright.world.prompt.Sense.Deed;
import dev.shotwright.world.prompt.Sense.Turn;
import dev.shotwright.world.scene.Heading;
import dev.shotwright.world.scene.RelationWord;
import org.jspecify.annotations.Nullable;

/** What a player does, is or becomes in one beat of a shot; beats are counted from 0 and get their seconds later. */
sealed interface Note {

    Player player();

    int beat();

    /** Does something. */
    record Acts(
            Player player,
            int beat,
            Deed deed,
            String words,
            @Nullable Player with,
            @Nullable Heading heading,
            Speed pace,
            boolean beneath,
            boolean arrives)
            implements Note {}

    /**
     * Is somewhere.
     *
     * @param reached whether the deed of the beat leads there
     */
    record Stands(Player player, int beat, RelationWord relation, Player of, boolean reached, boolean before)
            implements Note {}

    /** Becomes something. */
    record Turns(Player player, int beat, Turn turn, Speed pace) implements Note {}
}
