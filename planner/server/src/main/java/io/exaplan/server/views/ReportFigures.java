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
import org.jspecify.annotations.Nullable;
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

    /**
     * Average PFLOPS of one name over all moments sampled, those at which it was not there counting nothing.
     *
     * @param busy over the moments at which it was measured or not there; null when it was never measured
     */
    private record Average(
            String name,
            double installed,
            double reporting,
            double schedulable,
            double allocated,
            @Nullable Double busy) {

        Average plus(Average other) {
            return new Average(
                    name,
                    installed + other.installed,
                    reporting + other.reporting,
                    schedulable + other.schedulable,
                    allocated + other.allocated,
                    busy == null ? other.busy : other.busy == null ? busy : Double.valueOf(busy + other.busy));
        }

        Average named(String group) {
            return new Average(group, installed, reporting, schedulable, allocated, busy);
        }
    }

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
        lines.add(new Line(dimension, name, Figure.REPORTING, average.reporting()));
        lines.add(new Line(dimension, name, Figure.SCHEDULABLE, average.schedulable()));
        lines.add(new Line(dimension, name, Figure.ALLOCATED, average.allocated()));
        Double busy = average.busy();
        if (busy != null) {
            lines.add(new Line(dimension, name, Figure.BUSY, busy));
        }
    }

    private List<Average> averages(String scope, Instant from, Instant until) {
        return jdbc.sql("""
                        with moments as (select count(*) as many from capacity_sample
                                         where scope = 'CITY' and plan_time >= :from and plan_time < :until)
                        select s.name, sum(s.installed) / m.many as installed, sum(s.reporting) / m.many as reporting,
                               sum(s.schedulable) / m.many as schedulable, sum(s.allocated) / m.many as allocated,
                               sum(s.busy) / nullif(m.many - count(*) filter (where s.busy is null), 0) as busy
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
                        row.getDouble("reporting"),
                        row.getDouble("schedulable"),
                        row.getDouble("allocated"),
                        row.getObject("busy", Double.class)))
                .list();
    }

    private static Map<String, Average> grouped(List<Average> averages, Map<String, String> groups) {
        Map<String, Average> grouped = new TreeMap<>();
        for (Average each : averages) {
            String group = groups.getOrDefault(each.name(), "unknown");
            grouped.merge(group, each.named(group), Average::plus);
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
