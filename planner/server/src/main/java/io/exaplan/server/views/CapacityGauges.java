package io.exaplan.server.views;

import io.exaplan.server.planning.Leadership;
import io.exaplan.server.views.CapacityViews.ClusterCapacity;
import io.exaplan.server.views.CapacityViews.Funnel;
import io.exaplan.server.views.CapacityViews.Level;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The funnel of each cluster for Prometheus. The leader alone counts, so that adding replicas up is right. */
@Component
class CapacityGauges {
    private static final Logger LOG = LoggerFactory.getLogger(CapacityGauges.class);
    private static final double FLOPS_PER_PFLOPS = 1e15;
    private static final double MILLI = 1000;

    private final Leadership leadership;
    private final Capacity capacity;
    private final MultiGauge flops;
    private final MultiGauge devices;

    CapacityGauges(Leadership leadership, Capacity capacity, MeterRegistry registry) {
        this.leadership = leadership;
        this.capacity = capacity;
        flops = MultiGauge.builder("exaplan.capacity.flops")
                .description("Dense FP16/BF16 vendor peak by funnel level; busy is absent where nothing is measured")
                .register(registry);
        devices = MultiGauge.builder("exaplan.capacity.devices")
                .description("Devices by funnel level, those without known FLOPS included")
                .register(registry);
    }

    @Scheduled(fixedDelayString = "${exaplan.views.gauges:15s}")
    void count() {
        try {
            List<ClusterCapacity> clusters =
                    leadership.leading() ? capacity.read().clusters() : List.of();
            flops.register(clusters.stream().flatMap(CapacityGauges::flopsOf).toList(), true);
            devices.register(
                    clusters.stream().flatMap(CapacityGauges::devicesOf).toList(), true);
        } catch (RuntimeException e) {
            LOG.warn("The capacity could not be counted: {}", e.toString());
        }
    }

    private static Stream<MultiGauge.Row<?>> flopsOf(ClusterCapacity cluster) {
        Stream<MultiGauge.Row<?>> levels = levels(cluster.funnel()).entrySet().stream()
                .map(level -> row(cluster, level.getKey(), level.getValue().pflops() * FLOPS_PER_PFLOPS));
        return Stream.concat(
                levels,
                Stream.ofNullable(cluster.funnel().busy())
                        .map(busy -> row(cluster, "busy", busy.pflops() * FLOPS_PER_PFLOPS)));
    }

    private static Stream<MultiGauge.Row<?>> devicesOf(ClusterCapacity cluster) {
        Stream<MultiGauge.Row<?>> levels = levels(cluster.funnel()).entrySet().stream()
                .map(level -> row(cluster, level.getKey(), level.getValue().milliDevices() / MILLI));
        return Stream.concat(
                levels, Stream.ofNullable(cluster.funnel().busy()).map(busy -> row(cluster, "busy", busy.devices())));
    }

    private static Map<String, Level> levels(Funnel funnel) {
        return Map.of(
                "installed", funnel.installed(),
                "reporting", funnel.reporting(),
                "schedulable", funnel.schedulable(),
                "allocated", funnel.allocated());
    }

    private static MultiGauge.Row<?> row(ClusterCapacity cluster, String level, double value) {
        return MultiGauge.Row.of(Tags.of("cluster", cluster.name(), "level", level), value);
    }
}
