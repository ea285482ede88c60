package io.exaplan.server.views;

import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.engine.catalogue.AcceleratorModel;
import io.exaplan.engine.catalogue.Confidence;
import io.exaplan.server.views.CapacityViews.Busy;
import io.exaplan.server.views.CapacityViews.Funnel;
import io.exaplan.server.views.CapacityViews.Level;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Adds the funnel up. Devices without known FLOPS are counted and add no FLOPS. */
record FunnelSum(AcceleratorCatalogue catalogue) {

    private static final double TFLOPS_PER_PFLOPS = 1000;
    private static final double MILLI = 1000;

    Funnel of(List<CapacityRow> rows) {
        return new Funnel(
                null,
                level(rows, CapacityRow::installed),
                level(rows, CapacityRow::reporting),
                level(rows, CapacityRow::schedulable),
                level(rows, CapacityRow::allocated),
                busy(rows));
    }

    private Level level(List<CapacityRow> rows, ToLongFunction<CapacityRow> figure) {
        double pflops = 0;
        double estimate = 0;
        long devices = 0;
        long unknown = 0;
        for (CapacityRow row : rows) {
            long milli = figure.applyAsLong(row);
            Optional<AcceleratorModel> model = catalogue.withKey(row.model());
            OptionalDouble peak = model.map(AcceleratorModel::accountingTflops).orElse(OptionalDouble.empty());
            double added = peak.orElse(0) / TFLOPS_PER_PFLOPS * milli / MILLI;
            pflops += added;
            estimate += model.filter(FunnelSum::estimated).isPresent() ? added : 0;
            devices += milli;
            unknown += peak.isPresent() ? 0 : milli;
        }
        return new Level(pflops, devices, unknown, estimate);
    }

    private static boolean estimated(AcceleratorModel model) {
        return model.provenance().confidence() == Confidence.ESTIMATE;
    }

    private @Nullable Busy busy(List<CapacityRow> rows) {
        long covered = rows.stream().mapToLong(CapacityRow::coveredDevices).sum();
        if (covered == 0) {
            return null;
        }
        double pflops = rows.stream()
                .mapToDouble(row -> row.busyDevices() * peakTflops(row.model()) / TFLOPS_PER_PFLOPS)
                .sum();
        return new Busy(
                pflops, rows.stream().mapToDouble(CapacityRow::busyDevices).sum(), covered);
    }

    private double peakTflops(String model) {
        return catalogue
                .withKey(model)
                .map(AcceleratorModel::accountingTflops)
                .orElse(OptionalDouble.empty())
                .orElse(0);
    }
}
