package dev.shotwright.jobs.quota;

import dev.shotwright.jobs.database.Sql;
import dev.shotwright.jobs.database.Transaction;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The buckets that one transaction takes from. Whoever holds the lock on an account's balance is alone with the account's
 * buckets: lock, {@link #load}, {@link #ask} and {@link #keep} as often as there are demands, {@link #store}.
 */
public final class Buckets {
    private final Limits limits;
    private final Instant now;
    private final Map<Place, Bucket> buckets;
    private final Map<Place, Bucket> changed = new LinkedHashMap<>();

    private Buckets(Limits limits, Instant now, Map<Place, Bucket> buckets) {
        this.limits = limits;
        this.now = now;
        this.buckets = buckets;
    }

    private record Place(UUID owner, String model) {}

    public static Buckets load(Transaction tx, Collection<Share> shares, Instant now) {
        var limits =
                Quotas.limits(tx, shares.stream().map(Share::account).distinct().toList());
        var owners = new ArrayList<UUID>();
        var models = new ArrayList<String>();
        shares.stream().distinct().forEach(share -> {
            owners.add(limits.owner(share));
            models.add(share.model());
        });
        var buckets = new HashMap<Place, Bucket>();
        tx.sql()
                .sql("""
                    select b.* from bucket b
                    join (select distinct * from unnest(:owners, :models) as u (owner, model)) u using (owner, model)\
                    """)
                .param("owners", Sql.array(tx, "uuid", owners))
                .param("models", Sql.array(tx, "text", models))
                .query((row, _) -> buckets.put(
                        new Place(row.getObject("owner", UUID.class), row.getString("model")),
                        new Bucket(
                                row.getDouble("tokens"),
                                row.getDouble("requests"),
                                row.getObject("updated", OffsetDateTime.class).toInstant())))
                .list();
        return new Buckets(limits, now, buckets);
    }

    /** What a bucket has for a demand; nothing is changed. */
    public Ration ask(Share share, Demand demand) {
        var limit = limits.of(share);
        var bucket = buckets.get(place(share));
        return (bucket == null ? Bucket.full(limit, now) : bucket).take(demand, limit, now);
    }

    Standing standing(Share share) {
        var limit = limits.of(share);
        return switch (ask(share, new Demand(0, 0))) {
            case Ration.Granted granted -> new Standing(limit, granted.left());
            case Ration.Later later -> new Standing(limit, later.left());
            case Ration.Never never -> new Standing(limit, never.left());
        };
    }

    /** Takes what was granted, or what is waited for. */
    public void keep(Share share, Bucket after) {
        buckets.put(place(share), after);
        changed.put(place(share), after);
    }

    public void store(Transaction tx) {
        if (changed.isEmpty()) {
            return;
        }
        tx.sql()
                .sql("""
                    insert into bucket (owner, model, tokens, requests, updated)
                    select * from unnest(:owners, :models, :tokens, :requests, :updated)
                    on conflict (owner, model) do update
                    set tokens = excluded.tokens, requests = excluded.requests, updated = excluded.updated\
                    """)
                .param(
                        "owners",
                        Sql.array(
                                tx,
                                "uuid",
                                changed.keySet().stream().map(Place::owner).toList()))
                .param(
                        "models",
                        Sql.array(
                                tx,
                                "text",
                                changed.keySet().stream().map(Place::model).toList()))
                .param(
                        "tokens",
                        Sql.array(
                                tx,
                                "float8",
                                changed.values().stream().map(Bucket::tokens).toList()))
                .param(
                        "requests",
                        Sql.array(
                                tx,
                                "float8",
                                changed.values().stream().map(Bucket::requests).toList()))
                .param(
                        "updated",
                        Sql.array(
                                tx,
                                "timestamptz",
                                changed.values().stream()
                                        .map(bucket -> Sql.time(bucket.updated()))
                                        .toList()))
                .update();
        changed.clear();
    }

    private Place place(Share share) {
        return new Place(limits.owner(share), share.model());
    }
}
