package io.exaplan.engine.replay.queue;

import java.util.Arrays;
import java.util.List;

/**
 * A mean wait that no schedule of a log beats, not even one that knows every arrival beforehand and cuts gangs over nodes as it
 * likes.
 *
 * <p>Lagrangian relaxation of the capacity (M. L. Fisher, "The Lagrangian relaxation method for solving integer programming
 * problems", 1981): at prices of a device-second that are constant within slots of time, each job on its own takes the start at
 * which its wait and the price of its device-seconds are least. The sum of those, less the price of all devices there are, is a
 * lower bound of the summed waits at any prices of at least 0: in a schedule that keeps to the capacity the jobs together pay
 * for no more than all devices. Subgradient steps look for prices that make it large.
 */
public final class WaitBound {
    private static final int STEPS = 1500;
    private static final int SHORTEST_SLOT = 60;
    private static final int SLOTS = 16_384;

    private final List<LoggedJob> jobs;
    private final long firstSecond;
    private final double slot;
    private final int devices;
    private final double[] prices;
    private final double[] paidBefore;
    private final double[] used;

    private WaitBound(List<LoggedJob> jobs, MachineShape shape) {
        this.jobs = jobs;
        this.devices = shape.devices();
        long last = 0;
        long area = 0;
        for (LoggedJob job : jobs) {
            last = Math.max(last, job.submitSecond() + job.seconds());
            area += job.seconds() * job.devices();
        }
        this.firstSecond = jobs.getFirst().submitSecond();
        double span = last - (double) firstSecond + (double) area / devices;
        this.slot = Math.max(SHORTEST_SLOT, Math.ceil(span / SLOTS));
        int slots = (int) Math.ceil(span / slot) + 1;
        this.prices = new double[slots];
        this.paidBefore = new double[slots + 1];
        this.used = new double[slots + 1];
    }

    /**
     * The bound.
     *
     * @param jobs in the order of their submission, none wider than the machine
     * @param aim a mean wait that was reached; it sets the length of the steps and nothing else
     */
    public static double meanWaitSeconds(List<LoggedJob> jobs, MachineShape shape, double aim) {
        if (jobs.isEmpty()) {
            return 0;
        }
        WaitBound bound = new WaitBound(jobs, shape);
        double best = 0;
        for (int step = 0; step < STEPS; step++) {
            double value = bound.evaluate();
            best = Math.max(best, value);
            bound.move(Math.max(1, aim * jobs.size() - value), 1.2 / (1 + step / 60.0));
        }
        return best / jobs.size();
    }

    /** The sum of what jobs pay at the present prices, less what all devices cost. Notes what they use. */
    private double evaluate() {
        Arrays.fill(used, 0);
        for (int index = 0; index < prices.length; index++) {
            paidBefore[index + 1] = paidBefore[index] + prices[index] * slot;
        }
        double sum = -devices * paidBefore[prices.length];
        double[] changes = new double[prices.length + 1];
        for (LoggedJob job : jobs) {
            double submit = job.submitSecond() - (double) firstSecond;
            double start = cheapestStart(job, submit);
            sum += start - submit + job.devices() * (paid(start + job.seconds()) - paid(start));
            use(start, start + job.seconds(), job.devices(), changes);
        }
        double held = 0;
        for (int index = 0; index < prices.length; index++) {
            held += changes[index];
            used[index] += held;
        }
        return sum;
    }

    /** What it pays is linear between the seconds at which its start or its end passes from one slot to the next. */
    private double cheapestStart(LoggedJob job, double submit) {
        double best = submit;
        double least = job.devices() * (paid(submit + job.seconds()) - paid(submit));
        double starts = (Math.floor(submit / slot) + 1) * slot;
        double ends = (Math.floor((submit + job.seconds()) / slot) + 1) * slot - job.seconds();
        while (Math.min(starts, ends) - submit < least) {
            double at = Math.min(starts, ends);
            double value = at - submit + job.devices() * (paid(at + job.seconds()) - paid(at));
            if (value < least) {
                least = value;
                best = at;
            }
            starts += at == starts ? slot : 0;
            ends += at == ends ? slot : 0;
        }
        return best;
    }

    /** The price of one device from the first second until this one. */
    private double paid(double second) {
        int index = (int) (second / slot);
        return index >= prices.length
                ? paidBefore[prices.length]
                : paidBefore[index] + (second - index * slot) * prices[index];
    }

    private void use(double from, double until, int held, double[] changes) {
        int first = (int) (from / slot);
        int last = Math.min((int) (until / slot), prices.length);
        if (first >= prices.length) {
            return;
        }
        if (first == last) {
            used[first] += held * (until - from) / slot;
            return;
        }
        used[first] += held * ((first + 1) - from / slot);
        used[last] += last < prices.length ? held * (until / slot - last) : 0;
        changes[first + 1] += held;
        changes[last] -= held;
    }

    /** Dearer where more is used than there is, cheaper where less is. */
    private void move(double gap, double share) {
        double squares = 0;
        for (int index = 0; index < prices.length; index++) {
            double over = used[index] - devices;
            squares += prices[index] > 0 || over > 0 ? over * over : 0;
        }
        double length = squares == 0 ? 0 : share * gap / (squares * slot);
        for (int index = 0; index < prices.length; index++) {
            prices[index] = Math.max(0, prices[index] + length * (used[index] - devices));
        }
    }
}
