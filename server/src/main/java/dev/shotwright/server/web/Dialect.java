package dev.shotwright.server.web;

import tools.jackson.databind.node.ObjectNode;

/** A way to speak over HTTP: whose it is tells the path. */
public interface Dialect {

    /** What the paths of this dialect begin with. */
    String prefix();

    /** The media type of its errors. */
    String faultType();

    /** An error in its words. */
    ObjectNode fault(Fault fault, String requestId);

    /** The HTTP status that its clients expect. */
    default int status(Fault fault) {
        return fault.status();
    }
}
