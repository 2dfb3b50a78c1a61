package dev.shotwright.world.prompt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place in a row of tokens. */
final class Cursor {
    private final List<Token> tokens;
    private int at;

    Cursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    boolean ended() {
        return at >= tokens.size();
    }

    int at() {
        return at;
    }

    void back(int place) {
        at = place;
    }

    /** The token at the place, or null at the end. */
    @Nullable
    Token peek() {
        return peek(0);
    }

    @Nullable
    Token peek(int ahead) {
        var index = at + ahead;
        return index >= 0 && index < tokens.size() ? tokens.get(index) : null;
    }

    Token next() {
        return tokens.get(at++);
    }

    void skip() {
        at++;
    }

    boolean sees(Sense.Role role) {
        return sees(0, role);
    }

    boolean sees(int ahead, Sense.Role role) {
        var token = peek(ahead);
        return token != null && token.is(role);
    }

    boolean sees(Class<? extends Sense> type) {
        return sees(0, type);
    }

    boolean sees(int ahead, Class<? extends Sense> type) {
        var token = peek(ahead);
        return token != null && token.has(type);
    }

    boolean seesComma() {
        var token = peek();
        return token != null && token.comma();
    }

    boolean seesText(int ahead, String text) {
        var token = peek(ahead);
        return token != null && token.text().equals(text);
    }

    boolean seesGerund() {
        var token = peek();
        return token != null && token.gerund();
    }

    /** Where the token before the place ends, or the other place at the beginning. */
    int lastEnd(int otherwise) {
        var token = peek(-1);
        return token == null ? otherwise : token.end();
    }

    /** Passes the token if it has the role. */
    boolean passes(Sense.Role role) {
        if (sees(role)) {
            at++;
            return true;
        }
        return false;
    }
}
