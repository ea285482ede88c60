package io.exaplan.server.views;

import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.engine.catalogue.AcceleratorModel;
import io.exaplan.engine.catalogue.Confidence;
import io.exaplan.server.inventory.DeclaredCapacity;
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

    /** Without anything declared, as of a cluster: what stands there its agent reports. */
    Funnel of(List<CapacityRow> rows) {
        return of(rows, List.of());
    }

    Funnel of(List<CapacityRow> rows, List<DeclaredCapacity> stated) {
        Level declared = stated.isEmpty() ? null : declared(stated);
        Level reported = level(rows, CapacityRow::installed);
        return new Funnel(
                declared,
                declared == null ? reported : declared.plus(reported),
                level(rows, CapacityRow::reporting),
                level(rows, CapacityRow::schedulable),
                level(rows, CapacityRow::allocated),
                busy(rows));
    }

    private Level level(List<CapacityRow> rows, ToLongFunction<CapacityRow> figure) {
        return rows.stream()
                .map(row -> devices(row.model(), figure.applyAsLong(row)))
                .reduce(Level.NONE, Level::plus);
    }

    /** So many thousandths of devices of a model. */
    Level devices(String key, long milliDevices) {
        Optional<AcceleratorModel> model = catalogue.withKey(key);
        OptionalDouble peak = model.map(AcceleratorModel::accountingTflops).orElse(OptionalDouble.empty());
        double pflops = peak.orElse(0) / TFLOPS_PER_PFLOPS * milliDevices / MILLI;
        return new Level(
                pflops,
                milliDevices,
                peak.isPresent() ? 0 : milliDevices,
                model.filter(FunnelSum::estimated).isPresent() ? pflops : 0);
    }

    /** Devices count by their data sheet, whatever the document says of them; stated PFLOPS count where they compare. */
    private Level declared(List<DeclaredCapacity> stated) {
        return stated.stream()
                .map(DeclaredCapacity::stated)
                .map(each -> {
                    String model = each.model();
                    Integer devices = each.devices();
                    if (model != null && devices != null) {
                        Level known = devices(model, devices * (long) MILLI);
                        boolean unknown = known.unknownFlopsMilliDevices() > 0;
                        return unknown ? known.withPflops(comparable(each)) : known;
                    }
                    return Level.NONE.withPflops(comparable(each));
                })
                .reduce(Level.NONE, Level::plus);
    }

    private static double comparable(DeclaredCapacity.Stated stated) {
        Double pflops = stated.pflops();
        return pflops != null && stated.comparable() ? pflops : 0;
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
