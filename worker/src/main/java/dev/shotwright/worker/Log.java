package dev.shotwright.worker;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.queue.Lease;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    static void begun(Lease lease) {
        about(lease, "begun " + lease.model());
    }

    static void ended(Lease lease, String how) {
        about(lease, how);
    }

    static void hindered(Lease lease, String sentence) {
        LOG.atWarn()
                .addKeyValue("job", name(lease.job()))
                .addKeyValue("fence", lease.fence())
                .log(sentence);
    }

    static void fault(Lease lease, Throwable fault) {
        LOG.atError()
                .addKeyValue("job", name(lease.job()))
                .addKeyValue("fence", lease.fence())
                .setCause(fault)
                .log("a fault of Shotwright itself");
    }

    private static void about(Lease lease, String sentence) {
        LOG.atInfo()
                .addKeyValue("job", name(lease.job()))
                .addKeyValue("fence", lease.fence())
                .log(sentence);
    }

    private static String name(UUID job) {
        return Ids.write(Prefix.JOB, job);
    }
}
