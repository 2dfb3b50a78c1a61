package dev.shotwright.jobs.webhook;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Who puts an event into words. It is asked anew with each try, so that links in it are fresh. */
@FunctionalInterface
public interface Letter {

    /**
     * What a receiver is told of.
     *
     * @param dialect of the request, in whose words a callback address is told; absent for a test
     * @param job absent for a test
     */
    record Occasion(
            Event event,
            UUID account,
            @Nullable UUID job,
            @Nullable String dialect,
            Address address,
            Instant at) {}

    /** Who is told. */
    enum Address {
        /** A receiver of the account. */
        WEBHOOK,
        /** The address that came with the request. */
        CALLBACK
    }

    /** The JSON of a message. */
    String write(Occasion occasion);

    /** Messages that name the event and the job and leave it to the receiver to ask for more. */
    static Letter thin() {
        return occasion -> {
            var told = new LinkedHashMap<String, Object>();
            if (occasion.job() != null) {
                told.put("id", Ids.write(Prefix.JOB, occasion.job()));
            }
            var message = new LinkedHashMap<String, Object>();
            message.put("type", occasion.event().word());
            message.put("timestamp", occasion.at().toString());
            message.put("data", told);
            return JsonMapper.shared().writeValueAsString(message);
        };
    }
}
