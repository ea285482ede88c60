package io.exaplan.engine.placement.online;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Imagined arrivals at one accelerator model: a fixed set of random sequences of the classes allowed on it. Class c is drawn
 * in proportion to a_c = f_c C / cap(M_c), as if its workers spread evenly over the models M_c that will do, C being all
 * devices. At each position the draws are stratified over the sequences, so that few of them represent the mix well.
 */
final class Futures {

    private static final int LONGEST = 512;

    /** Per future, one arrival after the other: thousandths of devices, whole ones as multiples of 1000, then CPU. */
    final int[][] arrivals;

    final int leastMilli;
    final int leastCpuMilli;
    private final double load;

    private Futures(List<DemandMix.Share> allowed, double[] rates, double load, ValueSettings settings, int seed) {
        this.load = load;
        int streams = settings.streams();
        arrivals = new int[streams][allowed.isEmpty() ? 0 : 2 * LONGEST];
        leastMilli = allowed.stream()
                .mapToInt(share -> share.kind().deviceMilli())
                .min()
                .orElse(0);
        leastCpuMilli = allowed.stream()
                .mapToInt(share -> share.kind().cpuMilli())
                .min()
                .orElse(0);
        if (!allowed.isEmpty()) {
            draw(allowed, rates, new SplittableRandom(settings.seed() + seed));
        }
    }

    static Futures at(String model, int seed, List<DemandMix.Share> shares, Capacity capacity, ValueSettings settings) {
        List<DemandMix.Share> allowed = new ArrayList<>();
        double[] rates = new double[shares.size()];
        double all = 0;
        double here = 0;
        for (DemandMix.Share share : shares) {
            double open = capacity.openTo(share);
            all += share.count();
            if (share.allowedOn(model) && open > 0) {
                double rate = share.count() * capacity.total() / open;
                rates[allowed.size()] = rate;
                allowed.add(share);
                here += rate;
            }
        }
        return new Futures(allowed, rates, all == 0 ? 0 : here / all, settings, seed);
    }

    /** Arrivals to look at for a node: so many per device, more where the model is asked for more. */
    int length(int devices, double arrivalsPerDevice) {
        return arrivals[0].length == 0 ? 0 : (int) Math.min(LONGEST, Math.ceil(arrivalsPerDevice * devices * load));
    }

    private void draw(List<DemandMix.Share> allowed, double[] rates, SplittableRandom random) {
        double sum = 0;
        for (int index = 0; index < allowed.size(); index++) {
            sum += rates[index];
        }
        int streams = arrivals.length;
        int[] order = new int[streams];
        for (int position = 0; position < LONGEST; position++) {
            shuffle(order, random);
            for (int stratum = 0; stratum < streams; stratum++) {
                double point = (stratum + random.nextDouble()) / streams * sum;
                int index = 0;
                while (index < allowed.size() - 1 && point >= rates[index]) {
                    point -= rates[index++];
                }
                DemandMix.Kind kind = allowed.get(index).kind();
                arrivals[order[stratum]][2 * position] = kind.milli();
                arrivals[order[stratum]][2 * position + 1] = kind.cpuMilli();
            }
        }
    }

    private static void shuffle(int[] order, SplittableRandom random) {
        for (int index = 0; index < order.length; index++) {
            int other = random.nextInt(index + 1);
            order[index] = order[other];
            order[other] = index;
        }
    }
}
