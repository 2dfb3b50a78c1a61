package dev.shotwright.world.prompt;

import dev.shotwright.vocabulary.Speed;
import dev.shotwright.world.prompt.Sense.Deed;
import dev.shotwright.world.prompt.Sense.Order;
import dev.shotwright.world.prompt.Sense.Turn;
import dev.shotwright.world.scene.Heading;
import dev.shotwright.world.scene.RelationWord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One statement of a prompt, in the order of telling, before anybody knows who is meant or when it is. */
sealed interface Event {

    Order order();

    /** Whether it opens a sentence. */
    boolean opens();

    List<Mention> who();

    /**
     * Somebody does something.
     *
     * @param words of the prompt
     * @param with to or with whom
     * @param moved what is carried or put somewhere; null for nothing
     * @param beneath whether it goes on beneath the deed before it, as in {@code , smiling}
     */
    record Doing(
            Order order,
            boolean opens,
            List<Mention> who,
            Deed deed,
            String words,
            @Nullable Mention with,
            @Nullable Mention moved,
            @Nullable Heading heading,
            Speed pace,
            List<Spot> spots,
            boolean beneath)
            implements Event {}

    /** Somebody is somewhere. */
    record Being(Order order, boolean opens, List<Mention> who, Spot spot) implements Event {}

    /** Somebody has a quality. */
    record Having(Order order, boolean opens, List<Mention> who, String attribute, String value) implements Event {}

    /** Somebody becomes something; an empty {@code from} is what they were. */
    record Turning(Order order, boolean opens, List<Mention> who, Turn turn, Speed pace) implements Event {}

    /** Somebody is in the picture. */
    record Seen(Order order, boolean opens, List<Mention> who) implements Event {}

    /** Everything happens here. */
    record Place(Order order, boolean opens, List<Mention> who, String setting) implements Event {}

    /**
     * A place with respect to somebody.
     *
     * @param reached whether the deed leads there; otherwise it happens there
     */
    record Spot(RelationWord relation, Mention of, boolean reached) {}
}
