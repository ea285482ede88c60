package io.exaplan.server.views;

import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.engine.catalogue.AcceleratorModel;
import io.exaplan.server.demand.Tenant;
import io.exaplan.server.demand.TenantUse;
import io.exaplan.server.demand.TenantUse.Use;
import io.exaplan.server.demand.Tenants;
import io.exaplan.server.inventory.ClusterRow;
import io.exaplan.server.inventory.Inventories;
import io.exaplan.server.views.Report.Dimension;
import io.exaplan.server.views.Report.Figure;
import io.exaplan.server.views.Report.Line;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Works out the figures of a span of plan time from the samples of the funnel and from runs. */
@Component
class ReportFigures {

    private final JdbcClient jdbc;
    private final TenantUse use;
    private final Tenants tenants;
    private final Inventories inventories;
    private final Supplier<AcceleratorCatalogue> catalogue;

    ReportFigures(
            JdbcClient jdbc,
            TenantUse use,
            Tenants tenants,
            Inventories inventories,
            Supplier<AcceleratorCatalogue> catalogue) {
        this.jdbc = jdbc;
        this.use = use;
        this.tenants = tenants;
        this.inventories = inventories;
        this.catalogue = catalogue;
    }

    /** Average PFLOPS of one name over all moments sampled, those at which it was not there counting nothing. */
    private record Average(String name, double installed, double schedulable, double allocated) {}

    List<Line> of(Instant from, Instant until) {
        List<Line> lines = new ArrayList<>();
        averages("CITY", from, until).forEach(each -> add(lines, Dimension.CITY, "city", each));
        grouped(averages("CLUSTER", from, until), operators())
                .forEach((name, each) -> add(lines, Dimension.OPERATOR, name, each));
        grouped(averages("MODEL", from, until), vendors())
                .forEach((name, each) -> add(lines, Dimension.VENDOR, name, each));
        addUse(lines, from, until);
        return lines;
    }

    private void addUse(List<Line> lines, Instant from, Instant until) {
        List<Tenant> all = tenants.all();
        Map<Integer, Double> byTenant = new HashMap<>();
        for (Use each : use.ofRuns(all.stream().map(Tenant::id).toList(), from, until)) {
            byTenant.merge(each.tenant(), each.pflopsDays(from, until), Double::sum);
        }
        Map<String, Double> bySector = new TreeMap<>();
        double city = 0;
        for (Tenant tenant : all) {
            double used = byTenant.getOrDefault(tenant.id(), 0.0);
            lines.add(new Line(Dimension.TENANT, tenant.stated().name(), Figure.USED, used));
            bySector.merge(tenant.stated().sector().name(), used, Double::sum);
            city += used;
        }
        bySector.forEach((sector, used) -> lines.add(new Line(Dimension.SECTOR, sector, Figure.USED, used)));
        lines.add(new Line(Dimension.CITY, "city", Figure.USED, city));
    }

    private static void add(List<Line> lines, Dimension dimension, String name, Average average) {
        lines.add(new Line(dimension, name, Figure.INSTALLED, average.installed()));
        lines.add(new Line(dimension, name, Figure.SCHEDULABLE, average.schedulable()));
        lines.add(new Line(dimension, name, Figure.ALLOCATED, average.allocated()));
    }

    private List<Average> averages(String scope, Instant from, Instant until) {
        return jdbc.sql("""
                        with moments as (select count(*) as many from capacity_sample
                                         where scope = 'CITY' and plan_time >= :from and plan_time < :until)
                        select s.name, sum(s.installed) / m.many as installed, sum(s.schedulable) / m.many as schedulable,
                               sum(s.allocated) / m.many as allocated
                        from capacity_sample s, moments m
                        where s.scope = :scope and s.plan_time >= :from and s.plan_time < :until and m.many > 0
                        group by s.name, m.many order by s.name
                        """)
                .param("scope", scope)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query((row, index) -> new Average(
                        row.getString("name"),
                        row.getDouble("installed"),
                        row.getDouble("schedulable"),
                        row.getDouble("allocated")))
                .list();
    }

    private static Map<String, Average> grouped(List<Average> averages, Map<String, String> groups) {
        Map<String, Average> grouped = new TreeMap<>();
        for (Average each : averages) {
            String group = groups.getOrDefault(each.name(), "unknown");
            grouped.merge(
                    group,
                    each,
                    (a, b) -> new Average(
                            group,
                            a.installed() + b.installed(),
                            a.schedulable() + b.schedulable(),
                            a.allocated() + b.allocated()));
        }
        return grouped;
    }

    private Map<String, String> operators() {
        Map<String, String> operators = new HashMap<>();
        for (ClusterRow cluster : inventories.clusters()) {
            operators.put(cluster.name(), cluster.operator());
        }
        return operators;
    }

    private Map<String, String> vendors() {
        Map<String, String> vendors = new HashMap<>();
        for (AcceleratorModel model : catalogue.get().models()) {
            vendors.put(model.key(), model.vendor());
        }
        return vendors;
    }
}
