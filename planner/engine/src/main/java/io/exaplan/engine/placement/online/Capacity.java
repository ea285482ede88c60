package io.exaplan.engine.placement.online;

import java.util.List;

/** Thousandths of devices by accelerator model. */
final class Capacity {

    private final List<String> models;
    private final long[] milli;

    /**
     * @param models in the order of the figures
     * @param milli thousandths of devices of each
     */
    Capacity(List<String> models, long[] milli) {
        this.models = models;
        this.milli = milli;
    }

    double total() {
        double total = 0;
        for (long amount : milli) {
            total += amount;
        }
        return total;
    }

    /** What is there of the models that will do for a class. */
    double openTo(DemandMix.Share share) {
        double open = 0;
        for (int model = 0; model < milli.length; model++) {
            open += share.allowedOn(models.get(model)) ? milli[model] : 0;
        }
        return open;
    }
}
