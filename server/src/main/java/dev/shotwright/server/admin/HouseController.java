package dev.shotwright.server.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.account.AuditTrail;
import dev.shotwright.jobs.account.Caller;
import dev.shotwright.jobs.account.Scope;
import dev.shotwright.jobs.ledger.PriceBook;
import dev.shotwright.jobs.ledger.PriceVersion;
import dev.shotwright.jobs.quota.Offers;
import dev.shotwright.jobs.quota.Opening;
import dev.shotwright.server.web.Denial;
import dev.shotwright.server.web.Needs;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.Tariff;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What models cost here, who may see them, and what administrators did. */
@RestController
@RequestMapping("/api/v1/admin")
@Tag(name = "admin")
class HouseController {
    private final PriceBook prices;
    private final Offers offers;
    private final AuditTrail trail;

    HouseController(PriceBook prices, Offers offers, AuditTrail trail) {
        this.prices = prices;
        this.offers = offers;
        this.trail = trail;
    }

    /** The versions of a model's price, the latest first. */
    record PriceList(
            @JsonInclude(JsonInclude.Include.ALWAYS) List<PriceVersion> prices) {

        PriceList {
            prices = List.copyOf(prices);
        }
    }

    /**
     * A price that is to be set.
     *
     * @param since now if absent
     */
    record PriceWish(String model, @Nullable Instant since, Tariff tariff) {}

    /** Whom a model is open to. */
    record Offer(String model, Opening opening) {}

    /** What administrators did, newest first. */
    record Audit(@JsonInclude(JsonInclude.Include.ALWAYS) List<Deed> deeds) {

        Audit {
            deeds = List.copyOf(deeds);
        }
    }

    /**
     * One deed.
     *
     * @param actor the key that was used; absent where it was done at the machine itself
     */
    record Deed(long id, Instant at, @Nullable String actor, String act, String subject, JsonNode detail) {

        static Deed of(AuditTrail.Deed deed) {
            return new Deed(
                    deed.id(),
                    deed.at(),
                    deed.actor() == null ? null : Ids.write(Prefix.KEY, deed.actor()),
                    deed.act(),
                    deed.subject(),
                    JsonMapper.shared().readTree(deed.detail()));
        }
    }

    @GetMapping(path = "/prices", produces = "application/json")
    @Needs(Scope.ADMIN)
    @Operation(summary = "What a model cost, costs and will cost here; its card's price if the list is empty")
    PriceList prices(@RequestParam String model) {
        return new PriceList(prices.versions(model));
    }

    @PostMapping(path = "/prices", consumes = "application/json", produces = "application/json")
    @Needs(Scope.ADMIN)
    @Operation(summary = "Set what a model costs from a time on")
    @ApiResponse(
            responseCode = "201",
            description = "It is set",
            content = @Content(schema = @Schema(implementation = PriceVersion.class)))
    ResponseEntity<PriceVersion> setPrice(Caller caller, @RequestBody PriceWish wish) {
        return ResponseEntity.status(201).body(prices.set(wish.model(), wish.since(), wish.tariff(), caller.key()));
    }

    @DeleteMapping("/prices")
    @Needs(Scope.ADMIN)
    @Operation(summary = "Take back a price that has not begun")
    @ApiResponse(responseCode = "204", description = "It is taken back", content = @Content)
    ResponseEntity<Void> withdrawPrice(Caller caller, @RequestParam String model, @RequestParam Instant since) {
        if (!prices.withdraw(model, since, caller.key())) {
            throw Denial.notFound("price that has yet to begin");
        }
        return ResponseEntity.noContent().build();
    }

    @PutMapping(path = "/offers", consumes = "application/json", produces = "application/json")
    @Needs(Scope.ADMIN)
    @Operation(summary = "Open a model to everybody, or to invited accounts only")
    Offer openModel(Caller caller, @RequestBody Offer offer) {
        offers.open(offer.model(), offer.opening(), caller.key());
        return offer;
    }

    @GetMapping(path = "/audit", produces = "application/json")
    @Needs(Scope.ADMIN)
    @Operation(summary = "What administrators did, newest first")
    Audit audit(@RequestParam(required = false) @Nullable Long before, @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > 1000) {
            throw ShotwrightException.invalid("limit", limit, "1 to 1000");
        }
        return new Audit(trail.before(before, limit).stream().map(Deed::of).toList());
    }
}
