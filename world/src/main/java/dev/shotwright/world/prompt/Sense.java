package dev.shotwright.world.prompt;

import dev.shotwright.vocabulary.CameraWord;
import dev.shotwright.vocabulary.Speed;
import dev.shotwright.world.scene.Heading;
import dev.shotwright.world.scene.RelationWord;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a word or a fixed phrase of the lexicon can mean. */
sealed interface Sense {

    /**
     * Something with a name.
     *
     * @param id the English word, hyphenated
     * @param kind a kind of the cast, or the id itself
     * @param family the family of the kind
     */
    record Thing(String id, String kind, String family, Sort sort, Map<String, String> attributes) implements Sense {

        /** What a thing is to a scene. */
        enum Sort {
            /** It is drawn wherever it is named. */
            FIGURE,
            /** It is where everything happens. */
            PLACE,
            /** It is drawn only when something happens to it. */
            SCENERY,
            /** It belongs to somebody: a hand, a wing. */
            PART,
            /** It cannot be drawn: dinner, news, courage. */
            ABSTRACT
        }

        boolean animate() {
            return switch (family) {
                case "person", "animal", "bird", "fish", "insect" -> true;
                default -> false;
            };
        }
    }

    /**
     * Something that is done.
     *
     * @param passive what the thing does that it is done to, as a thrown ball flies
     * @param implied what it is done to or with, where the verb itself names it: {@code ride a bicycle}
     */
    record Deed(
            String action,
            Set<Trait> traits,
            @Nullable Heading heading,
            @Nullable Turn turn,
            String passive,
            @Nullable Mention implied)
            implements Sense {

        Deed(String action, Set<Trait> traits, @Nullable Heading heading, @Nullable Turn turn, String passive) {
            this(action, traits, heading, turn, passive, null);
        }

        Deed implying(@Nullable Mention thing) {
            return new Deed(action, traits, heading, turn, passive, thing);
        }

        /** How a deed behaves in time and in the sentence. */
        enum Trait {
            /** A posture, which goes on beneath whatever else is done. */
            STANCE,
            /** A movement of the body that only prepares the next deed. */
            TRANSITION,
            /** Over in a moment. */
            BRIEF,
            /** Usually the purpose of the deed before it. */
            AIM,
            /** It takes the doer away from where he sat or lay. */
            LEAVES,
            /** It carries the doer through space. */
            MOTION,
            /** It tells of an attribute that becomes another one. */
            CHANGE,
            /** A change that takes its result without a preposition: {@code becomes a man}. */
            BECOMES,
            /** It moves its object, which then is where the sentence says. */
            PLACES,
            /** It moves its object along with the doer. */
            CARRIES,
            /** What is worn. */
            WEARS,
            /** What is held. */
            HOLDS,
            /** It lets its object do something. */
            HELPS,
            /** It hardly shows, so that it yields to any other deed of the clause. */
            FAINT
        }

        /** The same deed under the name of another action. */
        Deed as(String other) {
            return new Deed(other, traits, heading, turn, passive, implied);
        }

        /** The same deed, for which one has to get up first. */
        Deed leaving() {
            var more = EnumSet.of(Trait.LEAVES);
            more.addAll(traits);
            return new Deed(action, Set.copyOf(more), heading, turn, passive, implied);
        }

        boolean is(Trait trait) {
            return traits.contains(trait);
        }
    }

    /** The change of an attribute that a verb implies, as {@code open} implies closed to open. */
    record Turn(String what, String from, String to) {}

    /** What something is like. */
    record Quality(String attribute, String value, @Nullable String opposite) implements Sense {}

    /** Where something is with respect to something. */
    record Where(RelationWord relation) implements Sense {}

    /** A direction on the screen. */
    record Direction(Heading heading) implements Sense {}

    /** The place of words such as {@code then} in a story. */
    record Link(Order order) implements Sense {}

    /** How an event follows the one before it. */
    enum Order {
        NONE,
        THEN,
        SUDDENLY,
        MEANWHILE
    }

    /** A stand-in for a name. */
    record Pronoun(Referent referent) implements Sense {}

    /** Whom a pronoun can mean. */
    enum Referent {
        MALE,
        FEMALE,
        THING,
        PLURAL,
        PERSON,
        SELF,
        SPEAKER
    }

    /** A number. */
    record Quantity(int count) implements Sense {}

    /**
     * A Chinese measure word, or an English one such as {@code piece of}.
     *
     * @param family the family that it hints at; empty for none
     * @param count how many a unit of it are
     */
    record Measure(String family, int count) implements Sense {}

    /** How fast something is done. */
    record Pace(Speed speed) implements Sense {}

    /** A feature of the whole shot. */
    record Feature(Aspect aspect, String value) implements Sense {}

    /** The features of a shot. */
    enum Aspect {
        TIME,
        WEATHER,
        MOOD,
        STYLE,
        SIZE,
        ANGLE,
        FILLER
    }

    /** A movement of the camera. */
    record Move(CameraWord word, Context context) implements Sense {

        /** Where a phrase tells of the camera and not of somebody in the picture. */
        enum Context {
            ANYWHERE,
            /** Behind a word for the camera, or at the beginning of a clause. */
            ALONE,
            /** Behind a word for the camera. */
            CAMERA
        }
    }

    /** A word of grammar. */
    record Grammar(Role role) implements Sense {}

    /** The jobs of the words of grammar. */
    enum Role {
        A,
        THE,
        OTHER,
        POSSESSIVE,
        GENITIVE,
        BE,
        START,
        AUXILIARY,
        NOT,
        AND,
        OF,
        TO,
        TOWARD,
        FROM,
        INTO,
        OUT_OF,
        THROUGH,
        WITH,
        USING,
        FOR,
        AT,
        ABOUT,
        WHO,
        AS,
        BEFORE,
        AFTER,
        PROGRESSIVE,
        ASPECT,
        BA,
        BEI,
        GIVE_TO,
        BECOME,
        MAKE,
        TOGETHER,
        EACH_OTHER,
        GO_COME,
        CAMERA,
        VERY,
        IGNORED
    }
}
