package dev.shotwright.engine.hub;

import java.util.Map;

/** What a {@link FakeHub} does wrong for one request. */
sealed interface Trouble {

    /** Answers nothing but a status. */
    record Status(int code, Map<String, String> headers) implements Trouble {}

    /** Ends the connection after so many bytes of the body. */
    record Cut(int after) implements Trouble {}

    /** Sends so many bytes and then nothing more, until the test ends. */
    record Silence(int after) implements Trouble {}

    /** Sends more bytes than the file has, or less if negative, and says so in the header. */
    record Stretched(int by) implements Trouble {}

    /** Sends more bytes than the file has without a length in the header. */
    record Endless(int by) implements Trouble {}

    /** Sends the right number of wrong bytes. */
    record Wrong() implements Trouble {}

    /** Sends the whole file though a part was asked for. */
    record Whole() implements Trouble {}

    /** Sends another part than the one that was asked for. */
    record Shifted() implements Trouble {}

    /** Says that the bytes are compressed. */
    record Compressed() implements Trouble {}

    /** Sends the client elsewhere. */
    record Elsewhere(String location) implements Trouble {}
}
