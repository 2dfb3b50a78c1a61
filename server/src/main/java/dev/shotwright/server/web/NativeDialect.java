package dev.shotwright.server.web;

import dev.shotwright.vocabulary.document.Documents;
import java.net.URI;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The service's own API, and whatever belongs to no dialect. */
final class NativeDialect implements Dialect {

    @Override
    public String prefix() {
        return "/";
    }

    @Override
    public String faultType() {
        return "application/problem+json";
    }

    @Override
    public ObjectNode fault(Fault fault, String requestId) {
        var problem = new Problem(
                URI.create("urn:shotwright:" + fault.code().word()),
                fault.code().word().replace('-', ' '),
                fault.status(),
                fault.message(),
                fault.code().word(),
                fault.field(),
                fault.given(),
                fault.accepted(),
                requestId,
                fault.facts());
        return (ObjectNode) JsonMapper.shared().readTree(Documents.json().write(problem));
    }
}
