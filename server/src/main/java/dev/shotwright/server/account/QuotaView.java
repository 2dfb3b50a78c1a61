package dev.shotwright.server.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.quota.AgreedLimit;
import dev.shotwright.jobs.quota.Limit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A limit that was agreed on.
 *
 * @param key absent where it holds for each key of the account, or for all together where they share a pool
 * @param model a model, or {@code *} for every one
 */
public record QuotaView(@Nullable String key, String model, Limit limit) {

    /**
     * What is agreed with an account.
     *
     * @param standard what holds where nothing is agreed
     */
    public record All(
            Limit standard,
            @JsonInclude(JsonInclude.Include.ALWAYS) List<QuotaView> quotas) {

        public All {
            quotas = List.copyOf(quotas);
        }

        public static All of(List<AgreedLimit> agreed) {
            return new All(Limit.STANDARD, agreed.stream().map(QuotaView::of).toList());
        }
    }

    static QuotaView of(AgreedLimit agreed) {
        return new QuotaView(
                agreed.key() == null ? null : Ids.write(Prefix.KEY, agreed.key()), agreed.model(), agreed.limit());
    }
}
