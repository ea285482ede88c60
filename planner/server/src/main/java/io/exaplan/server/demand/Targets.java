package io.exaplan.server.demand;

import io.exaplan.server.audit.AuditLog;
import io.exaplan.server.demand.Target.Counted;
import io.exaplan.server.demand.Target.Level;
import io.exaplan.server.demand.Target.Scope;
import io.exaplan.server.demand.Target.Stated;
import io.exaplan.server.web.Changes;
import io.exaplan.server.web.EntityTag;
import io.exaplan.server.web.ListFilter;
import io.exaplan.server.web.Offence;
import io.exaplan.server.web.PageRequest;
import io.exaplan.server.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The targets. */
@Component
public class Targets {

    private static final String SELECT = """
            select g.*, c.name as cohort, t.name as tenant
            from target g left join cohort c on c.id = g.cohort_id left join tenant t on t.id = g.tenant_id
            """;

    private final JdbcClient jdbc;
    private final Cohorts cohorts;
    private final Tenants tenants;
    private final AuditLog audit;
    private final Changes changes;

    Targets(JdbcClient jdbc, Cohorts cohorts, Tenants tenants, AuditLog audit, Changes changes) {
        this.jdbc = jdbc;
        this.cohorts = cohorts;
        this.tenants = tenants;
        this.audit = audit;
        this.changes = changes;
    }

    public Optional<Target> find(int id) {
        return jdbc.sql(SELECT + " where g.id = :id")
                .param("id", id)
                .query((row, index) -> target(row))
                .optional();
    }

    /** All of them, by id. */
    public List<Target> all() {
        return jdbc.sql(SELECT + " order by g.id")
                .query((row, index) -> target(row))
                .list();
    }

    /**
     * One more than a page of those that concern a tenant, or all.
     *
     * @param tenantId the city's targets, this tenant's and its cohort's only; null for all
     * @param cityOnly the city's only
     */
    public List<Target> page(PageRequest request, ListFilter filter, @Nullable Integer tenantId, boolean cityOnly) {
        return jdbc.sql(SELECT + "where g.id > :after" + filter.sql() + """
                         and (not :cityOnly or g.scope = 'CITY')
                          and (cast(:tenant as integer) is null or g.scope = 'CITY' or g.tenant_id = :tenant
                               or g.cohort_id = (select cohort_id from tenant where id = :tenant))
                        order by g.id limit :limit
                        """)
                .param("after", request.after(0))
                .params(filter.values())
                .param("cityOnly", cityOnly)
                .param("tenant", tenantId)
                .param("limit", request.limitAndOne())
                .query((row, index) -> target(row))
                .list();
    }

    /** Makes a target; answers its id. */
    @Transactional
    public int create(Stated stated, String actor) {
        requireOwner(stated);
        int id = unique(stated, () -> bind("""
                        insert into target (name, scope, cohort_id, tenant_id, measure, level, counted, at_least, at_most,
                                            plan_from, plan_by, reported_value, document)
                        values (:name, :scope, (select id from cohort where name = :cohort),
                                (select id from tenant where name = :tenant), :measure, :level, :counted, :atLeast, :atMost,
                                :from, :by, :reported, :document)
                        returning id
                        """, stated).query(Integer.class).single());
        audit.record(actor, "target.create", "target/" + id, null, stated, null);
        changes.publishAfterCommit(new RulesChanged());
        return id;
    }

    /** Changes a target that still has this version. */
    @Transactional
    public Target update(Target before, long version, Stated stated, String actor) {
        requireOwner(stated);
        int changed = unique(
                stated,
                () -> bind("""
                        update target
                        set name = :name, scope = :scope, cohort_id = (select id from cohort where name = :cohort),
                            tenant_id = (select id from tenant where name = :tenant), measure = :measure, level = :level,
                            counted = :counted, at_least = :atLeast, at_most = :atMost, plan_from = :from, plan_by = :by,
                            reported_value = :reported, document = :document, version = version + 1
                        where id = :id and version = :version
                        """, stated)
                        .param("id", before.id())
                        .param("version", version)
                        .update());
        if (changed == 0) {
            throw EntityTag.outdated("target", before.id());
        }
        audit.record(actor, "target.update", "target/" + before.id(), before.stated(), stated, null);
        changes.publishAfterCommit(new RulesChanged());
        return find(before.id()).orElseThrow();
    }

    /** Takes a target back. */
    @Transactional
    public void delete(Target target, long version, String actor) {
        if (jdbc.sql("delete from target where id = :id and version = :version")
                        .param("id", target.id())
                        .param("version", version)
                        .update()
                == 0) {
            throw EntityTag.outdated("target", target.id());
        }
        audit.record(actor, "target.delete", "target/" + target.id(), target.stated(), null, null);
        changes.publishAfterCommit(new RulesChanged());
    }

    private void requireOwner(Stated stated) {
        String owner = stated.owner();
        boolean known = owner == null
                || (stated.scope() == Scope.COHORT
                        ? cohorts.exists(owner)
                        : tenants.named(owner).isPresent());
        if (!known) {
            String field = stated.scope() == Scope.COHORT ? "cohort" : "tenant";
            throw Problem.invalid(List.of(new Offence(field, owner, "State a %s that exists.".formatted(field))));
        }
    }

    private static <T> T unique(Stated stated, Supplier<T> write) {
        try {
            return write.get();
        } catch (DuplicateKeyException e) {
            throw Problem.nameTaken("target", stated.name());
        }
    }

    private JdbcClient.StatementSpec bind(String sql, Stated stated) {
        Level level = stated.level();
        Counted counted = stated.counted();
        Instant from = stated.from();
        return jdbc.sql(sql)
                .param("name", stated.name())
                .param("scope", stated.scope().name())
                .param("cohort", stated.scope() == Scope.COHORT ? stated.owner() : null)
                .param("tenant", stated.scope() == Scope.TENANT ? stated.owner() : null)
                .param("measure", level == null ? "COUNT" : "PFLOPS")
                .param("level", level == null ? null : level.name())
                .param("counted", counted == null ? null : counted.name())
                .param("atLeast", stated.atLeast())
                .param("atMost", stated.atMost())
                .param("from", from == null ? null : from.atOffset(ZoneOffset.UTC))
                .param("by", stated.by().atOffset(ZoneOffset.UTC))
                .param("reported", stated.reportedValue())
                .param("document", stated.document());
    }

    private static Target target(ResultSet row) throws SQLException {
        String level = row.getString("level");
        String counted = row.getString("counted");
        String cohort = row.getString("cohort");
        OffsetDateTime from = row.getObject("plan_from", OffsetDateTime.class);
        return new Target(
                row.getInt("id"),
                row.getLong("version"),
                new Stated(
                        row.getString("name"),
                        Scope.valueOf(row.getString("scope")),
                        cohort == null ? row.getString("tenant") : cohort,
                        level == null ? null : Level.valueOf(level),
                        counted == null ? null : Counted.valueOf(counted),
                        row.getDouble("at_least"),
                        row.getObject("at_most", Double.class),
                        from == null ? null : from.toInstant(),
                        row.getObject("plan_by", OffsetDateTime.class).toInstant(),
                        row.getObject("reported_value", Double.class),
                        row.getString("document")));
    }
}
