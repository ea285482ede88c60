package io.exaplan.engine.placement.online;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much each accelerator model is sought after, now: r_k = sum over the classes allowed on k of (share of c in the demand)
 * x C / cap(M_c), where C is what is free of all devices and cap(M_c) what is free of the models that will do for c. Reckoned
 * anew from what is free, it protects models that others cannot replace while they are scarce, and lets go of them when they
 * turn out to have more room left than the rest.
 */
final class Contention {

    /** A model that is used up would cost infinitely much, and bend every comparison. */
    private static final double HIGHEST = 3;

    private final List<boolean[]> allowed = new ArrayList<>();
    private final List<Double> parts = new ArrayList<>();
    private final double[] prices;

    Contention(List<DemandMix.Share> shares, List<String> models) {
        prices = new double[models.size()];
        Map<List<Boolean>, Double> byModels = new LinkedHashMap<>();
        double demand = 0;
        for (DemandMix.Share share : shares) {
            List<Boolean> open = models.stream().map(share::allowedOn).toList();
            byModels.merge(open, share.milli(), Double::sum);
            demand += share.milli();
        }
        for (Map.Entry<List<Boolean>, Double> entry : byModels.entrySet()) {
            boolean[] open = new boolean[models.size()];
            for (int model = 0; model < open.length; model++) {
                open[model] = entry.getKey().get(model);
            }
            allowed.add(open);
            parts.add(entry.getValue() / demand);
        }
    }

    /** Prices by model for what is free of each; valid until the next call. */
    double[] prices(long[] freeMilli) {
        double all = 0;
        for (int model = 0; model < prices.length; model++) {
            prices[model] = 0;
            all += freeMilli[model];
        }
        for (int group = 0; group < parts.size(); group++) {
            boolean[] open = allowed.get(group);
            double free = 0;
            for (int model = 0; model < prices.length; model++) {
                free += open[model] ? freeMilli[model] : 0;
            }
            for (int model = 0; free > 0 && model < prices.length; model++) {
                prices[model] += open[model] ? parts.get(group) * all / free : 0;
            }
        }
        for (int model = 0; model < prices.length; model++) {
            prices[model] = Math.min(HIGHEST, prices[model]);
        }
        return prices;
    }
}
