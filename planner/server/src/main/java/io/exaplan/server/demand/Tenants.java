package io.exaplan.server.demand;

import io.exaplan.server.web.ListFilter;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tenants. */
@Component
public class Tenants {

    private static final String SELECT = """
            select t.id, t.version, t.name, t.kind, t.sector, c.name as cohort, t.nominal_pflops, t.borrowing_limit_pflops,
                   t.lending_limit_pflops, t.weight, t.plan_created
            from tenant t left join cohort c on c.id = t.cohort_id
            """;

    private static final RowMapper<Tenant> ROW = (row, index) -> tenant(row);

    private final JdbcClient jdbc;

    Tenants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All of them, by id. */
    public List<Tenant> all() {
        return jdbc.sql(SELECT + " order by t.id").query(ROW).list();
    }

    /** Ids of those whose use counts for a target. */
    public List<Integer> countingFor(Target.Stated target) {
        return all().stream()
                .filter(tenant -> target.counts(tenant.stated()))
                .map(Tenant::id)
                .toList();
    }

    public Optional<Tenant> find(int id) {
        return jdbc.sql(SELECT + " where t.id = :id").param("id", id).query(ROW).optional();
    }

    public Optional<Tenant> named(String name) {
        return jdbc.sql(SELECT + " where t.name = :name")
                .param("name", name)
                .query(ROW)
                .optional();
    }

    Page<Tenant> page(PageRequest request, ListFilter filter) {
        List<Tenant> found = jdbc.sql(SELECT + " where t.id > :after" + filter.sql() + " order by t.id limit :limit")
                .params(filter.values())
                .param("after", request.after(0))
                .param("limit", request.limitAndOne())
                .query(ROW)
                .list();
        return Page.of(found, request, tenant -> Integer.toString(tenant.id()));
    }

    /** Makes a tenant; the cohort is known to exist. */
    int insert(Tenant.Stated stated, Instant planNow) {
        return bind("""
                        insert into tenant (name, kind, sector, cohort_id, nominal_pflops, borrowing_limit_pflops,
                                            lending_limit_pflops, weight, plan_created)
                        values (:name, :kind, :sector, (select id from cohort where name = :cohort), :nominal, :borrowing,
                                :lending, :weight, :planNow)
                        returning id
                        """, stated)
                .param("planNow", planNow.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /** Changes a tenant that still has this version; answers whether it did. */
    boolean update(int id, long version, Tenant.Stated stated) {
        return bind("""
                                update tenant
                                set name = :name, kind = :kind, sector = :sector,
                                    cohort_id = (select id from cohort where name = :cohort), nominal_pflops = :nominal,
                                    borrowing_limit_pflops = :borrowing, lending_limit_pflops = :lending, weight = :weight,
                                    version = version + 1
                                where id = :id and version = :version
                                """, stated).param("id", id).param("version", version).update() == 1;
    }

    /** Whether a dataset's grants name it; they may name tenants there are not, so no key says so. */
    boolean readsByGrant(String name) {
        return jdbc.sql("select exists (select from dataset_grant where tenant = :name)")
                .param("name", name)
                .query(Boolean.class)
                .single();
    }

    /** Deletes a tenant that still has this version; answers whether it did. */
    boolean delete(int id, long version) {
        return jdbc.sql("delete from tenant where id = :id and version = :version")
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }

    private JdbcClient.StatementSpec bind(String sql, Tenant.Stated stated) {
        return jdbc.sql(sql)
                .param("name", stated.name())
                .param("kind", stated.kind().name())
                .param("sector", stated.sector().name())
                .param("cohort", stated.cohort())
                .param("nominal", stated.quota().nominalPflops())
                .param("borrowing", stated.quota().borrowingLimitPflops())
                .param("lending", stated.quota().lendingLimitPflops())
                .param("weight", stated.quota().weight());
    }

    private static Tenant tenant(ResultSet row) throws SQLException {
        return new Tenant(
                row.getInt("id"),
                row.getLong("version"),
                new Tenant.Stated(
                        row.getString("name"),
                        Tenant.Kind.valueOf(row.getString("kind")),
                        Tenant.Sector.valueOf(row.getString("sector")),
                        row.getString("cohort"),
                        new Tenant.Quota(
                                row.getObject("nominal_pflops", Double.class),
                                row.getObject("borrowing_limit_pflops", Double.class),
                                row.getObject("lending_limit_pflops", Double.class),
                                row.getDouble("weight"))),
                row.getObject("plan_created", OffsetDateTime.class).toInstant());
    }
}
