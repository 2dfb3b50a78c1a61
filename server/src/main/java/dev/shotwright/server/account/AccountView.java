package dev.shotwright.server.account;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.account.Account;
import dev.shotwright.jobs.account.AccountTerms;
import dev.shotwright.jobs.ledger.Balance;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An account: what is agreed with it, and what it has. */
public record AccountView(
        String id,
        AccountTerms terms,
        BalanceView balance,
        Instant created,
        @Nullable Instant closed) {

    public static AccountView of(Account account, Balance balance) {
        return new AccountView(
                Ids.write(Prefix.ACCOUNT, account.id()),
                account.terms(),
                BalanceView.of(balance),
                account.created(),
                account.closed());
    }
}
