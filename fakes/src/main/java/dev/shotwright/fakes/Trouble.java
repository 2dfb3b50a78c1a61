package dev.shotwright.fakes;

/** What can befall a question to a vendor. */
public enum Trouble {
    /** The connection ends before the vendor has read the question. */
    LOST_QUESTION,
    /** The vendor does what was asked, and the connection ends without an answer. */
    LOST_ANSWER,
    /** The vendor does what was asked, and half of its answer arrives. */
    CUT_ANSWER,
    /** The vendor does what was asked, and answers with text that breaks off and is no JSON. */
    WRONG_JSON,
    /** A machine before the vendor answers with a page for people. */
    HTML,
    /** The vendor does what was asked, and answers with five gigabytes. */
    ENDLESS,
    /** The vendor does what was asked, and tells a state that its documents do not name. */
    UNKNOWN_STATE,
    /** Too many questions. */
    TOO_MANY,
    /** The vendor has no room. */
    OVERLOADED
}
