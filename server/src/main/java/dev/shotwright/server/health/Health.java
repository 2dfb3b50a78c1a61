package dev.shotwright.server.health;

import dev.shotwright.vocabulary.Spelled;
import java.util.Map;

/** Whether the service can work, and which part of it cannot. */
record Health(State state, Map<String, State> parts) {

    /** How a part is. */
    enum State implements Spelled {
        UP("up"),
        DOWN("down");

        private final String word;

        State(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }
}
