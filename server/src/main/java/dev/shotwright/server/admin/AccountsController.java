package dev.shotwright.server.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.account.AccountTerms;
import dev.shotwright.jobs.account.Accounts;
import dev.shotwright.jobs.account.Caller;
import dev.shotwright.jobs.account.Keys;
import dev.shotwright.jobs.account.Scope;
import dev.shotwright.jobs.ledger.Cashier;
import dev.shotwright.server.account.AccountView;
import dev.shotwright.server.account.BalanceView;
import dev.shotwright.server.account.KeyList;
import dev.shotwright.server.account.KeyView;
import dev.shotwright.server.account.KeyWish;
import dev.shotwright.server.web.Denial;
import dev.shotwright.server.web.Needs;
import dev.shotwright.vocabulary.Money;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The accounts of the house, their keys and their money. */
@RestController
@RequestMapping("/api/v1/admin/accounts")
@Tag(name = "admin")
class AccountsController {
    private final Accounts accounts;
    private final Keys keys;
    private final Cashier cashier;

    AccountsController(Accounts accounts, Keys keys, Cashier cashier) {
        this.accounts = accounts;
        this.keys = keys;
        this.cashier = cashier;
    }

    /** The accounts, by name. */
    record AccountList(
            @JsonInclude(JsonInclude.Include.ALWAYS) List<AccountView> accounts) {

        AccountList {
            accounts = List.copyOf(accounts);
        }
    }

    /** Money that is paid in or out, and why. */
    record Payment(Money amount, @Nullable String note) {}

    /** Money that a video has cost and that is given back, and why. */
    record Refund(String video, Money amount, @Nullable String note) {}

    @GetMapping(produces = "application/json")
    @Needs(Scope.ADMIN)
    @Operation(summary = "All accounts")
    AccountList accounts() {
        return new AccountList(accounts.list().stream()
                .map(account -> AccountView.of(account, cashier.balance(account.id())))
                .toList());
    }

    @PostMapping(consumes = "application/json", produces = "application/json")
    @Needs(Scope.ADMIN)
    @Operation(summary = "Open an account")
    @ApiResponse(
            responseCode = "201",
            description = "It is open",
            content = @Content(schema = @Schema(implementation = AccountView.class)))
    ResponseEntity<AccountView> openAccount(Caller caller, @RequestBody AccountTerms terms) {
        var account = accounts.open(terms, caller.key());
        return ResponseEntity.created(URI.create("/api/v1/admin/accounts/" + Ids.write(Prefix.ACCOUNT, account.id())))
                .body(AccountView.of(account, cashier.balance(account.id())));
    }

    @GetMapping(path = "/{id}", produces = "application/json")
    @Needs(Scope.ADMIN)
    @Operation(summary = "An account")
    AccountView anyAccount(@PathVariable String id) {
        var account = accounts.read(account(id));
        return AccountView.of(account, cashier.balance(account.id()));
    }

    @PutMapping(path = "/{id}", consumes = "application/json", produces = "application/json")
    @Needs(Scope.ADMIN)
    @Operation(summary = "Agree anew with an account; its currency stays")
    AccountView changeAccount(Caller caller, @PathVariable String id, @RequestBody AccountTerms terms) {
        var account = accounts.change(account(id), terms, caller.key());
        forget(account.id());
        return AccountView.of(account, cashier.balance(account.id()));
    }

    @DeleteMapping("/{id}")
    @Needs(Scope.ADMIN)
    @Operation(summary = "Close an account: its keys open nothing any more, what runs is finished and paid")
    @ApiResponse(responseCode = "204", description = "It is closed", content = @Content)
    ResponseEntity<Void> closeAccount(Caller caller, @PathVariable String id) {
        var account = account(id);
        if (account.equals(caller.account())) {
            throw Denial.conflict("id", "an account is not closed by a key of its own");
        }
        accounts.close(account, caller.key());
        forget(account);
        return ResponseEntity.noContent().build();
    }

    @GetMapping(path = "/{id}/keys", produces = "application/json")
    @Needs(Scope.ADMIN)
    @Operation(summary = "The keys of an account")
    KeyList keysOf(@PathVariable String id) {
        return new KeyList(keys.list(account(id)).stream().map(KeyView::of).toList());
    }

    @PostMapping(path = "/{id}/keys", consumes = "application/json", produces = "application/json")
    @Needs(Scope.ADMIN)
    @Operation(summary = "Make a key for an account; its text is in this answer and nowhere else")
    @ApiResponse(
            responseCode = "201",
            description = "It is made",
            content = @Content(schema = @Schema(implementation = KeyView.class)))
    ResponseEntity<KeyView> createKeyFor(Caller caller, @PathVariable String id, @RequestBody KeyWish wish) {
        var issued = keys.issue(account(id), wish.name(), Set.copyOf(wish.scopes()), wish.expires(), caller.key());
        return ResponseEntity.created(URI.create("/api/v1/admin/accounts/" + id + "/keys"))
                .body(KeyView.of(issued));
    }

    @DeleteMapping("/{id}/keys/{key}")
    @Needs(Scope.ADMIN)
    @Operation(summary = "Revoke a key of an account")
    @ApiResponse(responseCode = "204", description = "It is revoked", content = @Content)
    ResponseEntity<Void> revokeKeyOf(Caller caller, @PathVariable String id, @PathVariable String key) {
        keys.revoke(account(id), Ids.read(Prefix.KEY, "key", key), caller.key());
        return ResponseEntity.noContent().build();
    }

    @PostMapping(path = "/{id}/credit", consumes = "application/json", produces = "application/json")
    @Needs(Scope.ADMIN)
    @Operation(summary = "Pay in")
    BalanceView credit(Caller caller, @PathVariable String id, @RequestBody Payment payment) {
        return BalanceView.of(cashier.credit(account(id), payment.amount(), payment.note(), caller.key()));
    }

    @PostMapping(path = "/{id}/debit", consumes = "application/json", produces = "application/json")
    @Needs(Scope.ADMIN)
    @Operation(summary = "Pay out what nothing holds")
    BalanceView debit(Caller caller, @PathVariable String id, @RequestBody Payment payment) {
        return BalanceView.of(cashier.debit(account(id), payment.amount(), payment.note(), caller.key()));
    }

    @PostMapping(path = "/{id}/refund", consumes = "application/json", produces = "application/json")
    @Needs(Scope.ADMIN)
    @Operation(summary = "Give back what a video has cost, or a part of it")
    BalanceView refund(Caller caller, @PathVariable String id, @RequestBody Refund refund) {
        var video = Ids.read(Prefix.JOB, "video", refund.video());
        return BalanceView.of(cashier.refund(account(id), video, refund.amount(), refund.note(), caller.key()));
    }

    /** What keys have proved here is asked for anew, without waiting for the message that all processes get. */
    private void forget(UUID account) {
        keys.forget(keys.list(account).stream().map(key -> key.id().toString()).collect(Collectors.joining(",")));
    }

    private static UUID account(String id) {
        return Ids.read(Prefix.ACCOUNT, "id", id);
    }
}
