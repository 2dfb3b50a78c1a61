package dev.shotwright.jobs.account;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.Spelled;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * Who asks, and what the key opens.
 *
 * @param terms what is agreed with the account
 */
public record Caller(UUID account, UUID key, Set<Scope> scopes, AccountTerms terms) {

    public Caller {
        scopes = Collections.unmodifiableSet(scopes.isEmpty() ? EnumSet.noneOf(Scope.class) : EnumSet.copyOf(scopes));
    }

    /** @throws ShotwrightException with {@link ErrorCode#FORBIDDEN} if the key does not open this */
    public void require(Scope scope) {
        if (!scopes.contains(scope)) {
            throw new ShotwrightException(
                    ErrorCode.FORBIDDEN,
                    "scope",
                    "this key has the scopes %s; needed is %s"
                            .formatted(
                                    String.join(
                                            ", ",
                                            scopes.stream().map(Spelled::word).toList()),
                                    scope.word()));
        }
    }
}
