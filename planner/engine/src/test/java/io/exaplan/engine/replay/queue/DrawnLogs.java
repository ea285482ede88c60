package io.exaplan.engine.replay.queue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Logs drawn at random, each the same for the same seed. */
final class DrawnLogs {
    static final MachineShape FINE_MACHINE = new MachineShape(24, 8);
    static final MachineShape COARSE_MACHINE = new MachineShape(256, 1);

    private static final int FINE_JOBS = 4_000;
    private static final double FINE_LOAD = 0.9;
    private static final int[] FINE_DEVICES = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 8, 8, 2, 4, 4};
    private static final int[] WIDE_DEVICES = {16, 32};

    private static final int COARSE_JOBS = 1_500;
    private static final double COARSE_LOAD = 1.06;
    private static final int[] COARSE_DEVICES = {1, 1, 1, 2, 2, 3, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 64, 64, 128, 256};

    private final Random random;

    private DrawnLogs(long seed) {
        random = new Random(seed);
    }

    /**
     * Gangs small beside the machine, drawn like those of the ten GPU clusters: most jobs want one device, a tenth a whole node of
     * eight, one of a hundred two or four nodes; run times log-normal with a median of 10,000 s; nine times as many arrivals at the
     * busiest hour of a day as at the quietest; five tenants.
     */
    static QueueLog fine(long seed) {
        return new DrawnLogs(seed).fine();
    }

    /**
     * Gangs up to the whole machine, drawn like those of Lublin-1: more than half of the jobs last half a minute, the others two hours
     * and more; arrivals in bursts; a little more work than the machine can do.
     */
    static QueueLog coarse(long seed) {
        return new DrawnLogs(seed).coarse();
    }

    private QueueLog fine() {
        int[] devices = new int[FINE_JOBS];
        long[] seconds = new long[FINE_JOBS];
        double work = 0;
        for (int job = 0; job < FINE_JOBS; job++) {
            devices[job] = one(random.nextInt(100) == 0 ? WIDE_DEVICES : FINE_DEVICES);
            seconds[job] = Math.clamp(logNormal(10_000, 1.2), 60, 600_000);
            work += (double) seconds[job] * devices[job];
        }
        double span = work / (FINE_MACHINE.devices() * FINE_LOAD);
        long[] submits = new long[FINE_JOBS];
        Arrays.setAll(submits, job -> byDay(span));
        Arrays.sort(submits);
        List<LoggedJob> jobs = new ArrayList<>(FINE_JOBS);
        for (int job = 0; job < FINE_JOBS; job++) {
            jobs.add(new LoggedJob("j" + job, random.nextInt(5), submits[job], seconds[job], 0, devices[job]));
        }
        return new QueueLog(jobs, List.of("a", "b", "c", "d", "e"), List.of());
    }

    private QueueLog coarse() {
        int[] devices = new int[COARSE_JOBS];
        long[] seconds = new long[COARSE_JOBS];
        double[] gaps = new double[COARSE_JOBS];
        double work = 0;
        for (int job = 0; job < COARSE_JOBS; job++) {
            devices[job] = one(COARSE_DEVICES);
            seconds[job] = Math.max(1, random.nextDouble() < 0.58 ? logNormal(30, 1.1) : logNormal(8_500, 0.7));
            gaps[job] = Math.exp(1.7 * random.nextGaussian());
            work += (double) seconds[job] * devices[job];
        }
        double stretch = work
                / (COARSE_MACHINE.devices() * COARSE_LOAD)
                / Arrays.stream(gaps).sum();
        List<LoggedJob> jobs = new ArrayList<>(COARSE_JOBS);
        double second = 0;
        for (int job = 0; job < COARSE_JOBS; job++) {
            second += gaps[job] * stretch;
            jobs.add(new LoggedJob("j" + job, 0, (long) second, seconds[job], 0, devices[job]));
        }
        return new QueueLog(jobs, List.of("a"), List.of());
    }

    private long byDay(double span) {
        while (true) {
            double second = random.nextDouble() * span;
            if (random.nextDouble() * 1.8 < 1 + 0.8 * Math.sin(second / 86_400 * 2 * Math.PI)) {
                return (long) second;
            }
        }
    }

    private long logNormal(double median, double sigma) {
        return (long) (median * Math.exp(sigma * random.nextGaussian()));
    }

    private int one(int[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
