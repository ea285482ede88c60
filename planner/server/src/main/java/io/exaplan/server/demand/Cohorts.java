package io.exaplan.server.demand;

import io.exaplan.server.audit.AuditLog;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import io.exaplan.server.web.Problem;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The cohorts. */
@Component
class Cohorts {

    private static final RowMapper<Cohort> ROW = (row, index) -> new Cohort(row.getInt("id"), row.getString("name"));

    private final JdbcClient jdbc;
    private final AuditLog audit;

    Cohorts(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    @Transactional
    public Cohort create(String name, String actor) {
        try {
            Cohort cohort = jdbc.sql("insert into cohort (name) values (:name) returning id, name")
                    .param("name", name)
                    .query(ROW)
                    .single();
            audit.record(actor, "cohort.create", "cohort/" + cohort.id(), null, Map.of("name", name), null);
            return cohort;
        } catch (DuplicateKeyException e) {
            throw Problem.nameTaken("cohort", name);
        }
    }

    boolean exists(String name) {
        return jdbc.sql("select exists (select from cohort where name = :name)")
                .param("name", name)
                .query(Boolean.class)
                .single();
    }

    Page<Cohort> page(PageRequest request) {
        List<Cohort> found = jdbc.sql("select id, name from cohort where id > :after order by id limit :limit")
                .param("after", request.after(0))
                .param("limit", request.limitAndOne())
                .query(ROW)
                .list();
        return Page.of(found, request, cohort -> Integer.toString(cohort.id()));
    }
}
