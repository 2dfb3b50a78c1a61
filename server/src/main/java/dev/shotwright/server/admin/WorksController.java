package dev.shotwright.server.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.account.Caller;
import dev.shotwright.jobs.account.Scope;
import dev.shotwright.jobs.offpeak.Window;
import dev.shotwright.jobs.offpeak.Windows;
import dev.shotwright.jobs.queue.Doubts;
import dev.shotwright.jobs.queue.LaneRows;
import dev.shotwright.jobs.queue.RegisteredWorker;
import dev.shotwright.jobs.queue.Workers;
import dev.shotwright.jobs.quota.Limit;
import dev.shotwright.jobs.quota.Quotas;
import dev.shotwright.server.account.QuotaView;
import dev.shotwright.server.videos.Gallery;
import dev.shotwright.server.videos.Speech;
import dev.shotwright.server.videos.Video;
import dev.shotwright.server.web.Denial;
import dev.shotwright.server.web.Needs;
import dev.shotwright.vocabulary.Money;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How the work goes: lanes, workers, quotas, off-peak windows, and jobs that nobody knows the end of. */
@RestController
@RequestMapping("/api/v1/admin")
@Tag(name = "admin")
class WorksController {
    private static final int MOST = 1000;

    private final LaneRows lanes;
    private final Workers workers;
    private final Quotas quotas;
    private final Windows windows;
    private final Doubts doubts;
    private final Gallery gallery;
    private final Clock clock;

    WorksController(
            LaneRows lanes,
            Workers workers,
            Quotas quotas,
            Windows windows,
            Doubts doubts,
            Gallery gallery,
            Clock clock) {
        this.lanes = lanes;
        this.workers = workers;
        this.quotas = quotas;
        this.windows = windows;
        this.doubts = doubts;
        this.gallery = gallery;
        this.clock = clock;
    }

    /** The lanes where something runs or waits. */
    record LaneList(@JsonInclude(JsonInclude.Include.ALWAYS) List<Lane> lanes) {

        LaneList {
            lanes = List.copyOf(lanes);
        }
    }

    /** One account's lane for one capability; its weight and the most that runs are the account's terms. */
    record Lane(String capability, String account, int running, int maxRunning, double weight, long queued) {

        static Lane of(LaneRows.Lane lane) {
            return new Lane(
                    lane.capability(),
                    Ids.write(Prefix.ACCOUNT, lane.account()),
                    lane.running(),
                    lane.most(),
                    lane.weight(),
                    lane.queued());
        }
    }

    /** The workers that are there, or were a moment ago. */
    record WorkerList(
            @JsonInclude(JsonInclude.Include.ALWAYS) List<Worker> workers) {

        WorkerList {
            workers = List.copyOf(workers);
        }
    }

    /**
     * A process that works on jobs.
     *
     * @param slots how many jobs of each capability it works on at once
     * @param memory bytes that it may have in all: those that it has, and those that are free to it
     * @param resident bytes that it has
     * @param running how many jobs it works on
     * @param draining whether it takes no more jobs
     */
    record Worker(
            String id,
            String name,
            Instant started,
            Instant seen,
            Map<String, Integer> slots,
            long memory,
            long resident,
            int running,
            List<String> devices,
            String version,
            boolean draining) {

        Worker {
            slots = Map.copyOf(slots);
            devices = List.copyOf(devices);
        }

        static Worker of(RegisteredWorker worker) {
            return new Worker(
                    Ids.write(Prefix.WORKER, worker.id()),
                    worker.name(),
                    worker.started(),
                    worker.seen(),
                    worker.slots(),
                    worker.memory(),
                    worker.resident(),
                    worker.running(),
                    worker.devices(),
                    worker.version(),
                    worker.draining());
        }
    }

    /**
     * A limit that is to be agreed on.
     *
     * @param key absent for each key of the account, or all together where they share a pool
     * @param model a model, or {@code *} for every one
     */
    record QuotaWish(@Nullable String key, String model, Limit limit) {}

    /** When a model is cheaper here for those who wait. */
    record OffPeak(
            String model,
            @JsonInclude(JsonInclude.Include.ALWAYS) List<Window> windows) {

        OffPeak {
            windows = List.copyOf(windows);
        }
    }

    /** Videos of all accounts that a vendor may have accepted and nobody can ask about, the oldest first. */
    record DoubtList(
            @JsonInclude(JsonInclude.Include.ALWAYS) List<Doubt> videos) {

        DoubtList {
            videos = List.copyOf(videos);
        }
    }

    /** A video in doubt, whose money is held until a person decides. */
    record Doubt(String id, String account, String model, Money held, Instant created) {}

    /** What a video in doubt has cost, and how that was found out. */
    record Cost(Money cost, String note) {}

    /** How it was found out that a video in doubt has cost nothing. */
    record Finding(String note) {}

    @GetMapping(path = "/lanes", produces = "application/json")
    @Needs(Scope.ADMIN)
    @Operation(summary = "The lanes where something runs or waits")
    LaneList lanes() {
        return new LaneList(lanes.busy().stream().map(Lane::of).toList());
    }

    @GetMapping(path = "/workers", produces = "application/json")
    @Needs(Scope.ADMIN)
    @Operation(summary = "The workers")
    WorkerList workers() {
        return new WorkerList(workers.all().stream().map(Worker::of).toList());
    }

    @PostMapping("/workers/{id}/drain")
    @Needs(Scope.ADMIN)
    @Operation(summary = "Have a worker finish what it has and take no more")
    @ApiResponse(responseCode = "204", description = "It has been told", content = @Content)
    ResponseEntity<Void> drainWorker(Caller caller, @PathVariable String id) {
        workers.drain(Ids.read(Prefix.WORKER, "id", id), clock.instant(), caller.key());
        return ResponseEntity.noContent().build();
    }

    @GetMapping(path = "/accounts/{id}/quotas", produces = "application/json")
    @Needs(Scope.ADMIN)
    @Operation(summary = "What an account may ask a minute")
    QuotaView.All quotasOf(@PathVariable String id) {
        return QuotaView.All.of(quotas.list(account(id)));
    }

    @PutMapping(path = "/accounts/{id}/quotas", consumes = "application/json", produces = "application/json")
    @Needs(Scope.ADMIN)
    @Operation(summary = "Agree on a limit, in place of the one before")
    QuotaView.All setQuota(Caller caller, @PathVariable String id, @RequestBody QuotaWish wish) {
        quotas.set(account(id), key(wish.key()), wish.model(), wish.limit(), caller.key());
        return QuotaView.All.of(quotas.list(account(id)));
    }

    @DeleteMapping("/accounts/{id}/quotas")
    @Needs(Scope.ADMIN)
    @Operation(summary = "End an agreement, so that the next wider one holds")
    @ApiResponse(responseCode = "204", description = "It is ended", content = @Content)
    ResponseEntity<Void> removeQuota(
            Caller caller,
            @PathVariable String id,
            @RequestParam String model,
            @RequestParam(required = false) @Nullable String key) {
        if (!quotas.remove(account(id), key(key), model, caller.key())) {
            throw Denial.notFound("quota");
        }
        return ResponseEntity.noContent().build();
    }

    @GetMapping(path = "/windows", produces = "application/json")
    @Needs(Scope.ADMIN)
    @Operation(summary = "When a model is cheaper here for those who wait")
    OffPeak windows(@RequestParam String model) {
        return new OffPeak(model, windows.of(model));
    }

    @PutMapping(path = "/windows", consumes = "application/json", produces = "application/json")
    @Needs(Scope.ADMIN)
    @Operation(summary = "Set when a model is cheaper here for those who wait")
    OffPeak setWindows(Caller caller, @RequestBody OffPeak wish) {
        windows.set(wish.model(), wish.windows(), caller.key());
        return wish;
    }

    @GetMapping(path = "/doubts", produces = "application/json")
    @Needs(Scope.ADMIN)
    @Operation(summary = "Videos that nobody knows the end of")
    DoubtList doubts() {
        return new DoubtList(doubts.list(MOST).stream()
                .map(job -> new Doubt(
                        Speech.NATIVE.write(job.id()),
                        Ids.write(Prefix.ACCOUNT, job.account()),
                        job.model(),
                        job.held(),
                        job.created()))
                .toList());
    }

    @PostMapping(path = "/doubts/{id}/settle", consumes = "application/json", produces = "application/json")
    @Needs(Scope.ADMIN)
    @Operation(summary = "End a doubt: the vendor has billed")
    Video settleDoubt(Caller caller, @PathVariable String id, @RequestBody Cost cost) {
        return gallery.video(doubts.settle(Speech.NATIVE.read("id", id), cost.cost(), cost.note(), caller.key()));
    }

    @PostMapping(path = "/doubts/{id}/release", consumes = "application/json", produces = "application/json")
    @Needs(Scope.ADMIN)
    @Operation(summary = "End a doubt: what was set aside is released")
    Video releaseDoubt(Caller caller, @PathVariable String id, @RequestBody Finding finding) {
        return gallery.video(doubts.release(Speech.NATIVE.read("id", id), finding.note(), caller.key()));
    }

    private static UUID account(String id) {
        return Ids.read(Prefix.ACCOUNT, "id", id);
    }

    private static @Nullable UUID key(@Nullable String key) {
        return key == null ? null : Ids.read(Prefix.KEY, "key", key);
    }
}
