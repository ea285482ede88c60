package io.exaplan.server.demand;

import io.exaplan.server.audit.AuditLog;
import io.exaplan.server.demand.Budget.CalendarWindow;
import io.exaplan.server.demand.TenantUse.Use;
import io.exaplan.server.web.Changes;
import io.exaplan.server.web.EntityTag;
import io.exaplan.server.web.ListFilter;
import io.exaplan.server.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The budgets, and what was used of them. */
@Component
public class Budgets {

    private static final String SELECT =
            "select b.*, t.name as tenant from budget b join tenant t on t.id = b.tenant_id ";

    private final JdbcClient jdbc;
    private final TenantUse use;
    private final AuditLog audit;
    private final Changes changes;

    Budgets(JdbcClient jdbc, TenantUse use, AuditLog audit, Changes changes) {
        this.jdbc = jdbc;
        this.use = use;
        this.audit = audit;
        this.changes = changes;
    }

    /** Those that are not over at a moment of plan time, by id. */
    public List<Budget> openAt(Instant now) {
        return jdbc.sql(SELECT + "where b.plan_until > :now order by b.id")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, index) -> budget(row))
                .list();
    }

    /** PFLOPS-days that runs of each tenant took within the window of its budget until a moment, by id of the budget. */
    public Map<Integer, Double> consumed(Collection<Budget> budgets, Instant now) {
        Map<Integer, Double> consumed = new HashMap<>();
        Map<CalendarWindow, List<Budget>> byWindow = budgets.stream().collect(Collectors.groupingBy(Budget::window));
        byWindow.forEach((window, ofWindow) -> {
            Instant until = now.isBefore(window.until()) ? now : window.until();
            Map<Integer, Double> byTenant = until.isAfter(window.from())
                    ? byTenant(ofWindow.stream().map(Budget::tenantId).toList(), window.from(), until)
                    : Map.of();
            ofWindow.forEach(budget -> consumed.put(budget.id(), byTenant.getOrDefault(budget.tenantId(), 0.0)));
        });
        return consumed;
    }

    private Map<Integer, Double> byTenant(List<Integer> tenants, Instant from, Instant until) {
        return use.ofRuns(tenants, from, until).stream()
                .collect(Collectors.groupingBy(
                        Use::tenant, Collectors.summingDouble(each -> each.pflopsDays(from, until))));
    }

    Optional<Budget> find(int id) {
        return jdbc.sql(SELECT + "where b.id = :id")
                .param("id", id)
                .query((row, index) -> budget(row))
                .optional();
    }

    List<Budget> page(ListFilter filter, long after, int limit) {
        return jdbc.sql(SELECT + "where b.id > :after" + filter.sql() + " order by b.id limit :limit")
                .params(filter.values())
                .param("after", after)
                .param("limit", limit)
                .query((row, index) -> budget(row))
                .list();
    }

    @Transactional
    int create(Tenant tenant, CalendarWindow window, double pflopsDays, String actor) {
        try {
            int id = jdbc.sql("""
                            insert into budget (tenant_id, calendar_window, plan_from, plan_until, pflops_days)
                            values (:tenant, :window, :from, :until, :pflopsDays) returning id
                            """)
                    .param("tenant", tenant.id())
                    .param("window", window.name())
                    .param("from", window.from().atOffset(ZoneOffset.UTC))
                    .param("until", window.until().atOffset(ZoneOffset.UTC))
                    .param("pflopsDays", pflopsDays)
                    .query(Integer.class)
                    .single();
            audit.record(
                    actor,
                    "budget.create",
                    "budget/" + id,
                    null,
                    Map.of("tenant", tenant.stated().name(), "window", window.name(), "pflopsDays", pflopsDays),
                    null);
            changes.publishAfterCommit(new RulesChanged());
            return id;
        } catch (DuplicateKeyException e) {
            throw Problem.conflict(
                    "budget-exists",
                    "window",
                    window.name(),
                    "The tenant (%s) has a budget for %s already.\nMaybe change that one."
                            .formatted(tenant.stated().name(), window.name()));
        }
    }

    @Transactional
    Budget update(Budget before, long version, double pflopsDays, String actor) {
        int changed = jdbc.sql("""
                        update budget set pflops_days = :pflopsDays, version = version + 1
                        where id = :id and version = :version
                        """)
                .param("pflopsDays", pflopsDays)
                .param("id", before.id())
                .param("version", version)
                .update();
        if (changed == 0) {
            throw EntityTag.outdated("budget", before.id());
        }
        audit.record(
                actor,
                "budget.update",
                "budget/" + before.id(),
                Map.of("pflopsDays", before.pflopsDays()),
                Map.of("pflopsDays", pflopsDays),
                null);
        changes.publishAfterCommit(new RulesChanged());
        return find(before.id()).orElseThrow();
    }

    @Transactional
    void delete(Budget budget, long version, String actor) {
        if (jdbc.sql("delete from budget where id = :id and version = :version")
                        .param("id", budget.id())
                        .param("version", version)
                        .update()
                == 0) {
            throw EntityTag.outdated("budget", budget.id());
        }
        audit.record(actor, "budget.delete", "budget/" + budget.id(), budget, null, null);
        changes.publishAfterCommit(new RulesChanged());
    }

    private static Budget budget(ResultSet row) throws SQLException {
        return new Budget(
                row.getInt("id"),
                row.getLong("version"),
                row.getInt("tenant_id"),
                row.getString("tenant"),
                new CalendarWindow(
                        row.getString("calendar_window"),
                        row.getObject("plan_from", OffsetDateTime.class).toInstant(),
                        row.getObject("plan_until", OffsetDateTime.class).toInstant()),
                row.getDouble("pflops_days"));
    }
}
