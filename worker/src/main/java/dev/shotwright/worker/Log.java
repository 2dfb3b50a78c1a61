package dev.shotwright.worker;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.queue.Lease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** What a worker tells of itself, each line with the job it is about; prompts, keys and addresses are never told. */
final class Log {
    private static final Logger LOG = LoggerFactory.getLogger("dev.shotwright.worker");

    private Log() {}

    static void note(String sentence) {
        LOG.info(sentence);
    }

    static void trouble(String sentence) {
        LOG.warn(sentence);
    }

    /** Has every line of this thread, whoever writes it, name the job that it works on and the request that asked for it. */
    static void open(Lease lease) {
        MDC.put("job", Ids.write(Prefix.JOB, lease.job()));
        MDC.put("fence", Integer.toString(lease.fence()));
        if (lease.requestId() != null) {
            MDC.put("request", lease.requestId());
        }
    }

    static void begun(String model) {
        LOG.info("begun {}", model);
    }

    /** Names what a vendor calls the draw, by which the vendor can be asked about it. */
    static void accepted(String vendor, String ticket) {
        LOG.atInfo().addKeyValue("vendor", vendor).addKeyValue("ticket", ticket).log("accepted");
    }

    static void ended(String how) {
        LOG.info(how);
    }

    static void hindered(String sentence) {
        LOG.warn(sentence);
    }

    static void fault(Throwable fault) {
        LOG.error("a fault of Shotwright itself", fault);
    }
}
