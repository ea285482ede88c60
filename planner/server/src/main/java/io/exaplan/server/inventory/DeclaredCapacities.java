package io.exaplan.server.inventory;

import io.exaplan.engine.catalogue.Precision;
import io.exaplan.server.audit.AuditLog;
import io.exaplan.server.inventory.DeclaredCapacity.Sparsity;
import io.exaplan.server.inventory.DeclaredCapacity.Stated;
import io.exaplan.server.web.EntityTag;
import io.exaplan.server.web.ListFilter;
import io.exaplan.server.web.Page;
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
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What operators state without an agent. */
@Component
public class DeclaredCapacities {

    private static final String SELECT =
            "select d.*, c.name as cluster from declared_capacity d left join cluster c on c.id = d.replaced_by ";

    private final JdbcClient jdbc;
    private final AuditLog audit;

    DeclaredCapacities(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** Those that count at a moment of plan time. */
    public List<DeclaredCapacity> countedAt(Instant now) {
        return jdbc.sql(SELECT + """
                        where d.replaced_by is null and d.plan_from <= :now and (d.plan_until is null or d.plan_until > :now)
                        order by d.id
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, index) -> capacity(row))
                .list();
    }

    Optional<DeclaredCapacity> find(int id) {
        return jdbc.sql(SELECT + "where d.id = :id")
                .param("id", id)
                .query((row, index) -> capacity(row))
                .optional();
    }

    Page<DeclaredCapacity> page(PageRequest request, ListFilter filter) {
        List<DeclaredCapacity> found = jdbc.sql(
                        SELECT + "where d.id > :after" + filter.sql() + " order by d.id limit :limit")
                .params(filter.values())
                .param("after", request.after(0))
                .param("limit", request.limitAndOne())
                .query((row, index) -> capacity(row))
                .list();
        return Page.of(found, request, capacity -> Integer.toString(capacity.id()));
    }

    @Transactional
    int create(Stated stated, String actor) {
        int id = unique(stated, () -> bind("""
                        insert into declared_capacity (operator, site, model, devices, stated_pflops, precision, sparsity,
                                                       document, plan_from, plan_until, replaced_by)
                        values (:operator, :site, :model, :devices, :pflops, :precision, :sparsity, :document, :from, :until,
                                (select id from cluster where name = :cluster))
                        returning id
                        """, stated).query(Integer.class).single());
        audit.record(actor, "declared-capacity.create", "declared-capacity/" + id, null, stated, null);
        return id;
    }

    @Transactional
    DeclaredCapacity update(DeclaredCapacity before, long version, Stated stated, String actor) {
        int changed = unique(
                stated,
                () -> bind("""
                        update declared_capacity
                        set operator = :operator, site = :site, model = :model, devices = :devices, stated_pflops = :pflops,
                            precision = :precision, sparsity = :sparsity, document = :document, plan_from = :from,
                            plan_until = :until, replaced_by = (select id from cluster where name = :cluster),
                            version = version + 1
                        where id = :id and version = :version
                        """, stated)
                        .param("id", before.id())
                        .param("version", version)
                        .update());
        if (changed == 0) {
            throw EntityTag.outdated("declared capacity", before.id());
        }
        audit.record(
                actor, "declared-capacity.update", "declared-capacity/" + before.id(), before.stated(), stated, null);
        return find(before.id()).orElseThrow();
    }

    @Transactional
    void delete(DeclaredCapacity capacity, long version, String actor) {
        if (jdbc.sql("delete from declared_capacity where id = :id and version = :version")
                        .param("id", capacity.id())
                        .param("version", version)
                        .update()
                == 0) {
            throw EntityTag.outdated("declared capacity", capacity.id());
        }
        audit.record(
                actor, "declared-capacity.delete", "declared-capacity/" + capacity.id(), capacity.stated(), null, null);
    }

    private static <T> T unique(Stated stated, Supplier<T> write) {
        try {
            return write.get();
        } catch (DuplicateKeyException e) {
            throw Problem.conflict(
                    "declared-already",
                    "from",
                    stated.from(),
                    "The operator (%s) declared this at (%s) from %s already.\nMaybe change that declaration instead."
                            .formatted(stated.operator(), stated.site(), stated.from()));
        }
    }

    private JdbcClient.StatementSpec bind(String sql, Stated stated) {
        Instant until = stated.until();
        return jdbc.sql(sql)
                .param("operator", stated.operator())
                .param("site", stated.site())
                .param("model", stated.model())
                .param("devices", stated.devices())
                .param("pflops", stated.pflops())
                .param("precision", stated.precision().name())
                .param("sparsity", stated.sparsity().name())
                .param("document", stated.document())
                .param("from", stated.from().atOffset(ZoneOffset.UTC))
                .param("until", until == null ? null : until.atOffset(ZoneOffset.UTC))
                .param("cluster", stated.replacedBy());
    }

    private static DeclaredCapacity capacity(ResultSet row) throws SQLException {
        OffsetDateTime until = row.getObject("plan_until", OffsetDateTime.class);
        return new DeclaredCapacity(
                row.getInt("id"),
                row.getLong("version"),
                new Stated(
                        row.getString("operator"),
                        row.getString("site"),
                        row.getString("model"),
                        row.getObject("devices", Integer.class),
                        row.getObject("stated_pflops", Double.class),
                        Precision.valueOf(row.getString("precision")),
                        Sparsity.valueOf(row.getString("sparsity")),
                        row.getString("document"),
                        row.getObject("plan_from", OffsetDateTime.class).toInstant(),
                        until == null ? null : until.toInstant(),
                        row.getString("cluster")));
    }
}
