package io.exaplan.server.views;

import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.engine.catalogue.AcceleratorModel;
import io.exaplan.server.inventory.ClusterRow;
import io.exaplan.server.inventory.DeclaredCapacity;
import io.exaplan.server.inventory.Inventories;
import io.exaplan.server.inventory.Offer;
import io.exaplan.server.scenario.Standing;
import io.exaplan.server.time.PlanTime;
import io.exaplan.server.views.CapacityViews.Basis;
import io.exaplan.server.views.CapacityViews.CapacityView;
import io.exaplan.server.views.CapacityViews.ClusterCapacity;
import io.exaplan.server.views.CapacityViews.Funnel;
import io.exaplan.server.views.CapacityViews.ModelCapacity;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the funnel. Callers within a moment share one reading: it walks every node and run. */
@Component
class Capacity implements Standing {

    private final JdbcClient jdbc;
    private final Inventories inventories;
    private final CapacityPromises promises;
    private final Supplier<AcceleratorCatalogue> catalogue;
    private final PlanTime planTime;
    private final Clock clock;
    private final ViewsSettings settings;
    private final ZoneId zone;
    private @Nullable Reading last;

    Capacity(
            JdbcClient jdbc,
            Inventories inventories,
            CapacityPromises promises,
            Supplier<AcceleratorCatalogue> catalogue,
            PlanTime planTime,
            Clock clock,
            ViewsSettings settings,
            @Value("${exaplan.planning.zone:Asia/Shanghai}") ZoneId zone) {
        this.jdbc = jdbc;
        this.inventories = inventories;
        this.promises = promises;
        this.catalogue = catalogue;
        this.planTime = planTime;
        this.clock = clock;
        this.settings = settings;
        this.zone = zone;
    }

    private record Reading(CapacityView view, AcceleratorCatalogue catalogue, long nanoTime) {}

    @Override
    public double installedPflops() {
        return read().city().installed().pflops();
    }

    @Override
    public double reportingPflops() {
        return read().city().reporting().pflops();
    }

    synchronized CapacityView read() {
        Reading reading = last;
        AcceleratorCatalogue known = catalogue.get();
        if (reading == null
                || reading.catalogue() != known
                || System.nanoTime() - reading.nanoTime()
                        >= settings.capacityMaxAge().toNanos()) {
            reading = new Reading(fresh(known), known, System.nanoTime());
            last = reading;
        }
        return reading.view();
    }

    private CapacityView fresh(AcceleratorCatalogue known) {
        Instant now = planTime.now();
        Map<Integer, ClusterRow> clusters = inventories.clusters().stream()
                .collect(Collectors.toMap(ClusterRow::id, Function.identity(), (a, b) -> a, TreeMap::new));
        List<CapacityRow> rows = rows().stream()
                .map(row -> offers(clusters.get(row.cluster()), now) ? row : row.withoutOffer())
                .toList();
        FunnelSum sum = new FunnelSum(known);
        List<DeclaredCapacity> declared = promises.declared(now);
        return new CapacityView(
                now,
                Basis.ACCOUNTING,
                sum.of(rows, declared),
                models(rows, declared, sum),
                clusters.values().stream()
                        .map(cluster -> cluster(cluster, rows, sum))
                        .toList(),
                promises.announced(now, sum),
                promises.targets());
    }

    private List<CapacityRow> rows() {
        return jdbc.sql(CapacityRow.SELECT)
                .param(
                        "measuredSince",
                        clock.instant().minus(settings.usageMaxAge()).atOffset(ZoneOffset.UTC))
                .query((row, index) -> CapacityRow.of(row))
                .list();
    }

    private boolean offers(@Nullable ClusterRow cluster, Instant now) {
        List<Offer.OfferedHours> hours =
                cluster == null ? null : cluster.offer().hours();
        int minute = LocalTime.ofInstant(now, zone).get(ChronoField.MINUTE_OF_DAY);
        return hours == null || hours.stream().anyMatch(window -> minute >= window.from() && minute < window.until());
    }

    private static List<ModelCapacity> models(List<CapacityRow> rows, List<DeclaredCapacity> declared, FunnelSum sum) {
        Map<String, List<CapacityRow>> byModel =
                rows.stream().collect(Collectors.groupingBy(CapacityRow::model, TreeMap::new, Collectors.toList()));
        Map<String, List<DeclaredCapacity>> declaredByModel = declared.stream()
                .filter(each -> each.stated().model() != null)
                .collect(Collectors.groupingBy(
                        each -> String.valueOf(each.stated().model())));
        Set<String> keys = new TreeSet<>(byModel.keySet());
        keys.addAll(declaredByModel.keySet());
        return keys.stream()
                .map(key -> model(
                        key,
                        sum,
                        sum.of(byModel.getOrDefault(key, List.of()), declaredByModel.getOrDefault(key, List.of()))))
                .toList();
    }

    private static ModelCapacity model(String key, FunnelSum sum, Funnel funnel) {
        AcceleratorModel known = sum.catalogue().withKey(key).orElse(null);
        return new ModelCapacity(
                key, known == null ? null : known.vendor(), known == null ? null : known.stack(), funnel);
    }

    private static ClusterCapacity cluster(ClusterRow cluster, List<CapacityRow> rows, FunnelSum sum) {
        List<CapacityRow> own =
                rows.stream().filter(row -> row.cluster() == cluster.id()).toList();
        return new ClusterCapacity(
                cluster.id(),
                cluster.name(),
                cluster.operator(),
                cluster.state(),
                cluster.freshness(),
                cluster.lastSyncAt(),
                cluster.agentVersion(),
                sum.of(own),
                own.stream().mapToLong(CapacityRow::runs).sum(),
                own.stream().mapToLong(CapacityRow::nodes).sum(),
                own.stream().mapToLong(CapacityRow::quarantined).sum());
    }
}
