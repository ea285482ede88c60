package io.exaplan.server.views;

import io.exaplan.server.planning.Leadership;
import io.exaplan.server.views.CapacityViews.ClusterCapacity;
import io.exaplan.server.views.CapacityViews.Funnel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The funnel of each cluster for Prometheus. The leader alone counts, so that adding replicas up is right. */
@Component
class CapacityGauges {
    private static final Logger LOG = LoggerFactory.getLogger(CapacityGauges.class);
    private static final double TFLOPS_PER_PFLOPS = 1000;

    private final Leadership leadership;
    private final Capacity capacity;
    private final MultiGauge tflops;

    CapacityGauges(Leadership leadership, Capacity capacity, MeterRegistry registry) {
        this.leadership = leadership;
        this.capacity = capacity;
        tflops = MultiGauge.builder("exaplan.capacity.tflops")
                .description("dense FP16/BF16 vendor peak by funnel level; busy is absent where nothing is measured")
                .register(registry);
    }

    @Scheduled(fixedDelayString = "${exaplan.views.gauges:30s}")
    void count() {
        try {
            List<MultiGauge.Row<?>> rows = new ArrayList<>();
            if (leadership.leading()) {
                capacity.read().clusters().forEach(cluster -> add(cluster, rows));
            }
            tflops.register(rows, true);
        } catch (RuntimeException e) {
            LOG.warn("The capacity could not be counted: {}", e.toString());
        }
    }

    private static void add(ClusterCapacity cluster, List<MultiGauge.Row<?>> rows) {
        Funnel funnel = cluster.funnel();
        rows.add(row(cluster, "installed", funnel.installed().pflops()));
        rows.add(row(cluster, "reporting", funnel.reporting().pflops()));
        rows.add(row(cluster, "schedulable", funnel.schedulable().pflops()));
        rows.add(row(cluster, "allocated", funnel.allocated().pflops()));
        if (funnel.busy() != null) {
            rows.add(row(cluster, "busy", funnel.busy().pflops()));
        }
    }

    private static MultiGauge.Row<?> row(ClusterCapacity cluster, String level, double pflops) {
        return MultiGauge.Row.of(Tags.of("cluster", cluster.name(), "level", level), pflops * TFLOPS_PER_PFLOPS);
    }
}
