package io.exaplan.server.demand;

import io.exaplan.server.audit.AuditLog;
import io.exaplan.server.web.Changes;
import io.exaplan.server.web.EntityTag;
import io.exaplan.server.web.ListFilter;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import io.exaplan.server.web.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The cohorts. */
@Component
class Cohorts {

    private static final RowMapper<Cohort> ROW =
            (row, index) -> new Cohort(row.getInt("id"), row.getString("name"), row.getLong("version"));

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Changes changes;

    Cohorts(JdbcClient jdbc, AuditLog audit, Changes changes) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.changes = changes;
    }

    @Transactional
    public Cohort create(String name, String actor) {
        try {
            Cohort cohort = jdbc.sql("insert into cohort (name) values (:name) returning id, name, version")
                    .param("name", name)
                    .query(ROW)
                    .single();
            audit.record(actor, "cohort.create", subject(cohort), null, Map.of("name", name), null);
            return cohort;
        } catch (DuplicateKeyException e) {
            throw Problem.nameTaken("cohort", name);
        }
    }

    Optional<Cohort> find(int id) {
        return jdbc.sql("select id, name, version from cohort where id = :id")
                .param("id", id)
                .query(ROW)
                .optional();
    }

    /** Gives it another name, which its tenants and targets carry from then on, as long as nobody changed it since it was read. */
    @Transactional
    public Cohort rename(Cohort before, long expectedVersion, String name, String actor) {
        try {
            Cohort after = jdbc.sql("""
                            update cohort set name = :name, version = version + 1
                            where id = :id and version = :version returning id, name, version""")
                    .param("name", name)
                    .param("id", before.id())
                    .param("version", expectedVersion)
                    .query(ROW)
                    .optional()
                    .orElseThrow(() -> EntityTag.outdated("cohort", before.name()));
            audit.record(
                    actor, "cohort.rename", subject(after), Map.of("name", before.name()), Map.of("name", name), null);
            changes.publishAfterCommit(new RulesChanged());
            return after;
        } catch (DuplicateKeyException e) {
            throw Problem.nameTaken("cohort", name);
        }
    }

    /** Deletes one that no tenant and no target belongs to. */
    @Transactional
    public void delete(Cohort cohort, long version, String actor) {
        try {
            if (jdbc.sql("delete from cohort where id = :id and version = :version")
                            .param("id", cohort.id())
                            .param("version", version)
                            .update()
                    == 0) {
                throw EntityTag.outdated("cohort", cohort.name());
            }
        } catch (DataIntegrityViolationException e) {
            throw Problem.conflict(
                    "in-use",
                    "name",
                    cohort.name(),
                    "Tenants or targets belong to the cohort (%s).\nMaybe give them another first."
                            .formatted(cohort.name()));
        }
        audit.record(actor, "cohort.delete", subject(cohort), Map.of("name", cohort.name()), null, null);
    }

    private static String subject(Cohort cohort) {
        return "cohort/" + cohort.id();
    }

    boolean exists(String name) {
        return jdbc.sql("select exists (select from cohort where name = :name)")
                .param("name", name)
                .query(Boolean.class)
                .single();
    }

    Page<Cohort> page(PageRequest request, ListFilter filter) {
        List<Cohort> found = jdbc.sql("select id, name, version from cohort where id > :after" + filter.sql()
                        + " order by id limit :limit")
                .params(filter.values())
                .param("after", request.after(0))
                .param("limit", request.limitAndOne())
                .query(ROW)
                .list();
        return Page.of(found, request, cohort -> Integer.toString(cohort.id()));
    }
}
