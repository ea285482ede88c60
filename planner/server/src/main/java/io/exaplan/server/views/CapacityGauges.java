package io.exaplan.server.views;

import io.exaplan.server.planning.Leadership;
import io.exaplan.server.views.CapacityViews.Busy;
import io.exaplan.server.views.CapacityViews.ClusterCapacity;
import io.exaplan.server.views.CapacityViews.Funnel;
import io.exaplan.server.views.CapacityViews.Level;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
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
            flops.register(
                    rows(
                            clusters,
                            level -> level.pflops() * FLOPS_PER_PFLOPS,
                            busy -> busy.pflops() * FLOPS_PER_PFLOPS),
                    true);
            devices.register(rows(clusters, level -> level.milliDevices() / MILLI, Busy::devices), true);
        } catch (RuntimeException e) {
            LOG.warn("The capacity could not be counted: {}", e.toString());
        }
    }

    private static List<MultiGauge.Row<?>> rows(
            List<ClusterCapacity> clusters, ToDoubleFunction<Level> ofLevel, ToDoubleFunction<Busy> ofBusy) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (ClusterCapacity cluster : clusters) {
            Funnel funnel = cluster.funnel();
            rows.add(row(cluster, "installed", ofLevel.applyAsDouble(funnel.installed())));
            rows.add(row(cluster, "reporting", ofLevel.applyAsDouble(funnel.reporting())));
            rows.add(row(cluster, "schedulable", ofLevel.applyAsDouble(funnel.schedulable())));
            rows.add(row(cluster, "allocated", ofLevel.applyAsDouble(funnel.allocated())));
            if (funnel.busy() != null) {
                rows.add(row(cluster, "busy", ofBusy.applyAsDouble(funnel.busy())));
            }
        }
        return rows;
    }

    private static MultiGauge.Row<?> row(ClusterCapacity cluster, String level, double value) {
        return MultiGauge.Row.of(Tags.of("cluster", cluster.name(), "level", level), value);
    }
}
