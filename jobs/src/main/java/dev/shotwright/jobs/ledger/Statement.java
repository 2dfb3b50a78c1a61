package dev.shotwright.jobs.ledger;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.vocabulary.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What accounts used up. The money is that of the postings, so that a statement and a balance never differ. */
public final class Statement {
    private static final List<String> HEADINGS = List.of(
            "day",
            "account",
            "model",
            "key",
            "end_user",
            "campaign",
            "jobs",
            "succeeded",
            "tokens",
            "cost",
            "currency");

    private final Database database;

    public Statement(Database database) {
        this.database = database;
    }

    public List<UsageLine> usage(UsageQuestion question) {
        var by = question.by();
        var columns = by.stream().map(dimension -> dimension.column() + ", ").collect(Collectors.joining());
        return database.sql()
                .sql("""
                    select %s u.currency, sum(u.jobs) as jobs, sum(u.succeeded) as succeeded, sum(u.tokens) as tokens,
                           sum(u.cost) as cost
                    from (
                      select (p.at at time zone a.zone)::date as day, a.id as account, a.currency,
                             j.model, j.key, j.end_user, j.campaign, 0 as jobs, 0 as succeeded, 0 as tokens,
                             case p.kind when 'settle' then p.amount else -p.amount end as cost
                      from account a join posting p on p.account = a.id left join job j on j.id = p.job
                      where (:account::uuid is null or a.id = :account) and p.kind in ('settle', 'refund')
                        and p.at >= :from::timestamp at time zone a.zone and p.at < :end::timestamp at time zone a.zone
                      union all
                      select (j.ended at time zone a.zone)::date, a.id, a.currency,
                             j.model, j.key, j.end_user, j.campaign, 1, case j.state when 3 then 1 else 0 end,
                             case j.state when 3 then j.tokens else 0 end, 0
                      from account a join job j on j.account = a.id
                      where (:account::uuid is null or a.id = :account)
                        and j.ended >= :from::timestamp at time zone a.zone and j.ended < :end::timestamp at time zone a.zone) u
                    group by %s u.currency order by %s u.currency\
                    """.formatted(columns, columns, columns))
                .param("account", question.account())
                .param("from", question.from().atStartOfDay())
                .param("end", question.until().plusDays(1).atStartOfDay())
                .query((row, _) -> line(row, by))
                .list();
    }

    /** Lines as a table with a heading, by RFC 4180; text that a table calculator would reckon with is led by an apostrophe. */
    public static String csv(List<UsageLine> lines) {
        var table = new StringBuilder();
        row(table, HEADINGS);
        for (var line : lines) {
            row(
                    table,
                    List.of(
                            cell(line.day()),
                            line.account() == null ? "" : Ids.write(Prefix.ACCOUNT, line.account()),
                            text(line.model()),
                            line.key() == null ? "" : Ids.write(Prefix.KEY, line.key()),
                            text(line.endUser()),
                            text(line.campaign()),
                            cell(line.jobs()),
                            cell(line.succeeded()),
                            cell(line.tokens()),
                            line.cost().amount().toPlainString(),
                            line.cost().currency()));
        }
        return table.toString();
    }

    private static UsageLine line(ResultSet row, List<Dimension> by) throws SQLException {
        return new UsageLine(
                by.contains(Dimension.DAY) ? row.getObject("day", LocalDate.class) : null,
                by.contains(Dimension.ACCOUNT) ? row.getObject("account", UUID.class) : null,
                by.contains(Dimension.MODEL) ? row.getString("model") : null,
                by.contains(Dimension.KEY) ? row.getObject("key", UUID.class) : null,
                by.contains(Dimension.END_USER) ? row.getString("end_user") : null,
                by.contains(Dimension.CAMPAIGN) ? row.getString("campaign") : null,
                row.getLong("jobs"),
                row.getLong("succeeded"),
                row.getLong("tokens"),
                new Money(row.getBigDecimal("cost"), row.getString("currency")));
    }

    private static void row(StringBuilder table, List<String> cells) {
        table.append(String.join(",", cells)).append("\r\n");
    }

    private static String cell(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String text(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        var harmless = "=+-@\t\r".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
        return harmless.matches("[^\",\r\n]*") ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
