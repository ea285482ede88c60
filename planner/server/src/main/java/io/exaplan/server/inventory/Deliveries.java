package io.exaplan.server.inventory;

import io.exaplan.engine.catalogue.Precision;
import io.exaplan.server.audit.AuditLog;
import io.exaplan.server.inventory.DeclaredCapacity.Sparsity;
import io.exaplan.server.inventory.Delivery.CountedAs;
import io.exaplan.server.inventory.Delivery.State;
import io.exaplan.server.inventory.Delivery.Stated;
import io.exaplan.server.web.EntityTag;
import io.exaplan.server.web.ListFilter;
import io.exaplan.server.web.PageRequest;
import io.exaplan.server.web.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is to come, and what came of it. */
@Component
public class Deliveries {

    private static final String SELECT =
            "select d.*, c.name as cluster from delivery d left join cluster c on c.id = d.cluster_id ";

    private final JdbcClient jdbc;
    private final DeclaredCapacities declared;
    private final AuditLog audit;

    Deliveries(JdbcClient jdbc, DeclaredCapacities declared, AuditLog audit) {
        this.jdbc = jdbc;
        this.declared = declared;
        this.audit = audit;
    }

    /** Those still to come, by date. */
    public List<Delivery> announced() {
        return jdbc.sql(SELECT + "where d.state = 'ANNOUNCED' order by d.plan_expected, d.id")
                .query((row, index) -> delivery(row))
                .list();
    }

    Optional<Delivery> find(int id) {
        return jdbc.sql(SELECT + "where d.id = :id")
                .param("id", id)
                .query((row, index) -> delivery(row))
                .optional();
    }

    /** One more than a page, by id. */
    List<Delivery> page(PageRequest request, ListFilter filter) {
        return jdbc.sql(SELECT + "where d.id > :after" + filter.sql() + " order by d.id limit :limit")
                .params(filter.values())
                .param("after", request.after(0))
                .param("limit", request.limitAndOne())
                .query((row, index) -> delivery(row))
                .list();
    }

    @Transactional
    int create(Stated stated, String actor) {
        int id = bind("""
                        insert into delivery (operator, cluster_id, model, devices, plan_expected, document)
                        values (:operator, (select id from cluster where name = :cluster), :model, :devices, :expected, :document)
                        returning id
                        """, stated).query(Integer.class).single();
        audit.record(actor, "delivery.create", subject(id), null, stated, null);
        return id;
    }

    @Transactional
    Delivery update(Delivery before, long version, Stated stated, String actor) {
        requireOpen(before);
        int changed = bind("""
                        update delivery
                        set operator = :operator, cluster_id = (select id from cluster where name = :cluster), model = :model,
                            devices = :devices, plan_expected = :expected, document = :document, version = version + 1
                        where id = :id and version = :version and state = 'ANNOUNCED'
                        """, stated)
                .param("id", before.id())
                .param("version", version)
                .update();
        if (changed == 0) {
            throw EntityTag.outdated("delivery", before.id());
        }
        audit.record(actor, "delivery.update", subject(before.id()), before.stated(), stated, null);
        return find(before.id()).orElseThrow();
    }

    /** The devices are there. What counts them from now on is said in the same breath. */
    @Transactional
    Delivery arrive(Delivery delivery, Instant at, CountedAs as, @Nullable String site, String actor) {
        close(delivery, State.ARRIVED, at);
        Integer capacity = as == CountedAs.DECLARED ? declare(delivery, at, site, actor) : null;
        jdbc.sql("update delivery set declared_capacity_id = :capacity where id = :id")
                .param("capacity", capacity)
                .param("id", delivery.id())
                .update();
        Delivery arrived = find(delivery.id()).orElseThrow();
        audit.record(actor, "delivery.arrive", subject(delivery.id()), delivery, arrived, null);
        return arrived;
    }

    /** It will not come. */
    @Transactional
    Delivery cancel(Delivery delivery, Instant at, @Nullable String reason, String actor) {
        close(delivery, State.CANCELLED, at);
        Delivery cancelled = find(delivery.id()).orElseThrow();
        audit.record(actor, "delivery.cancel", subject(delivery.id()), delivery, cancelled, reason);
        return cancelled;
    }

    private int declare(Delivery delivery, Instant at, @Nullable String site, String actor) {
        Stated stated = delivery.stated();
        String document = stated.document();
        return declared.create(
                new DeclaredCapacity.Stated(
                        stated.operator(),
                        site == null ? "delivery " + delivery.id() : site,
                        stated.model(),
                        stated.devices(),
                        null,
                        Precision.BF16,
                        Sparsity.DENSE,
                        document == null ? "delivery " + delivery.id() : document,
                        at,
                        null,
                        null),
                actor);
    }

    private void close(Delivery delivery, State state, Instant at) {
        int closed = jdbc.sql("""
                        update delivery set state = :state, plan_closed = :at, version = version + 1
                        where id = :id and state = 'ANNOUNCED'
                        """)
                .param("state", state.name())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", delivery.id())
                .update();
        if (closed == 0) {
            requireOpen(find(delivery.id()).orElseThrow());
        }
    }

    private static void requireOpen(Delivery delivery) {
        if (delivery.state() != State.ANNOUNCED) {
            throw Problem.conflict(
                    "delivery-closed",
                    "state",
                    delivery.state(),
                    "The delivery (%d) is %s since %s. What came of it is not changed here."
                            .formatted(delivery.id(), delivery.state(), delivery.closedAt()));
        }
    }

    private JdbcClient.StatementSpec bind(String sql, Stated stated) {
        return jdbc.sql(sql)
                .param("operator", stated.operator())
                .param("cluster", stated.cluster())
                .param("model", stated.model())
                .param("devices", stated.devices())
                .param("expected", stated.expectedAt().atOffset(ZoneOffset.UTC))
                .param("document", stated.document());
    }

    private static String subject(int id) {
        return "delivery/" + id;
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        OffsetDateTime closed = row.getObject("plan_closed", OffsetDateTime.class);
        return new Delivery(
                row.getInt("id"),
                row.getLong("version"),
                new Stated(
                        row.getString("operator"),
                        row.getString("cluster"),
                        row.getString("model"),
                        row.getInt("devices"),
                        row.getObject("plan_expected", OffsetDateTime.class).toInstant(),
                        row.getString("document")),
                State.valueOf(row.getString("state")),
                closed == null ? null : closed.toInstant(),
                row.getObject("declared_capacity_id", Integer.class));
    }
}
