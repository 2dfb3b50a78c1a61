package dev.shotwright.server.account;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.account.Accounts;
import dev.shotwright.jobs.account.Caller;
import dev.shotwright.jobs.account.Keys;
import dev.shotwright.jobs.account.Scope;
import dev.shotwright.jobs.ledger.Cashier;
import dev.shotwright.jobs.quota.Quotas;
import dev.shotwright.server.web.Needs;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own account. */
@RestController
@RequestMapping("/api/v1/account")
@Tag(name = "account")
class AccountController {
    private final Accounts accounts;
    private final Keys keys;
    private final Cashier cashier;
    private final Quotas quotas;

    AccountController(Accounts accounts, Keys keys, Cashier cashier, Quotas quotas) {
        this.accounts = accounts;
        this.keys = keys;
        this.cashier = cashier;
        this.quotas = quotas;
    }

    @GetMapping(produces = "application/json")
    @Needs(Scope.READ)
    @Operation(summary = "Terms and balance of the own account")
    AccountView account(Caller caller) {
        return AccountView.of(accounts.read(caller.account()), cashier.balance(caller.account()));
    }

    @GetMapping(path = "/quotas", produces = "application/json")
    @Needs(Scope.READ)
    @Operation(summary = "What the own account may ask a minute")
    QuotaView.All quotas(Caller caller) {
        return QuotaView.All.of(quotas.list(caller.account()));
    }

    @GetMapping(path = "/keys", produces = "application/json")
    @Needs(Scope.READ)
    @Operation(summary = "The own account's keys")
    KeyList keys(Caller caller) {
        return new KeyList(keys.list(caller.account()).stream().map(KeyView::of).toList());
    }

    @PostMapping(path = "/keys", consumes = "application/json", produces = "application/json")
    @Needs(Scope.SUBMIT)
    @Operation(
            summary = "Make a key",
            description =
                    "It opens at most what the key opens that makes it. Its text is in this answer and nowhere else.")
    @ApiResponse(
            responseCode = "201",
            description = "It is made",
            content = @Content(schema = @Schema(implementation = KeyView.class)))
    ResponseEntity<KeyView> createKey(Caller caller, @RequestBody KeyWish wish) {
        for (var scope : wish.scopes()) {
            if (!caller.scopes().contains(scope)) {
                throw new ShotwrightException(
                        ErrorCode.FORBIDDEN, "scopes", "a key makes keys of no more than its own scopes");
            }
        }
        var issued = keys.issue(caller.account(), wish.name(), Set.copyOf(wish.scopes()), wish.expires(), caller.key());
        return ResponseEntity.created(URI.create("/api/v1/account/keys")).body(KeyView.of(issued));
    }

    @DeleteMapping("/keys/{id}")
    @Needs(Scope.SUBMIT)
    @Operation(summary = "Revoke a key; it opens nothing from now on")
    @ApiResponse(responseCode = "204", description = "It is revoked", content = @Content)
    ResponseEntity<Void> revokeKey(Caller caller, @PathVariable String id) {
        keys.revoke(caller.account(), Ids.read(Prefix.KEY, "id", id), caller.key());
        return ResponseEntity.noContent().build();
    }
}
