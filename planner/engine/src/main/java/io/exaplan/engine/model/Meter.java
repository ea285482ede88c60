package io.exaplan.engine.model;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.kernel.TimeWindow;
import java.util.Set;

/**
 * Counts the work of tenants within a window of time: against a budget, or towards a target. Amounts are dense FP16/BF16
 * peak in GFLOPS times seconds, whole numbers for each footprint, so that exactly what was charged is given back.
 *
 * @param id the budget or target
 * @param purpose what it counts for
 * @param tenants ids of the tenants whose work it counts
 * @param window from when to when it counts; what was before the problem's now is in {@code before}
 * @param amount the budget, or what is wanted
 * @param before what was counted before
 */
public record Meter(String id, Purpose purpose, Set<Integer> tenants, TimeWindow window, long amount, long before) {
    /** A millionth of a PFLOPS-day: less than this over a budget is rounding. */
    static final long TOLERANCE = 86_400;

    /** GFLOPS-seconds of a PFLOPS-day. */
    private static final double PER_PFLOPS_DAY = 1e6 * 86_400;

    /** More than any city does, and small enough to be added up. */
    private static final double MOST = 2e18;

    public Meter {
        tenants = Set.copyOf(tenants);
    }

    /** What work is counted for. */
    public enum Purpose {
        /** No more than the amount. */
        BUDGET,
        /** The amount is wanted. */
        TARGET
    }

    /** Counts against a budget from a second on. */
    static Meter of(BudgetFacts budget, long fromSecond) {
        return new Meter(
                budget.id(),
                Purpose.BUDGET,
                Set.of(budget.tenant()),
                from(budget.window(), fromSecond),
                amount(budget.pflopsDays()),
                amount(budget.consumedPflopsDays()));
    }

    /** Counts towards a target from a second on. */
    static Meter of(TargetFacts target, Set<Integer> tenants, long fromSecond) {
        return new Meter(
                target.id(),
                Purpose.TARGET,
                tenants,
                from(target.window(), fromSecond),
                amount(target.wantedPflopsDays()),
                amount(target.attainedPflopsDays()));
    }

    /** In PFLOPS-days. */
    public static double pflopsDays(long gflopsSeconds) {
        return gflopsSeconds / PER_PFLOPS_DAY;
    }

    private static long amount(double pflopsDays) {
        return (long) Math.min(MOST, pflopsDays * PER_PFLOPS_DAY);
    }

    private static TimeWindow from(TimeWindow window, long second) {
        return new TimeWindow(
                Math.max(window.fromSecond(), Math.min(second, window.untilSecond())), window.untilSecond());
    }

    /** What a footprint counts here. */
    public long charge(Footprint use) {
        return charge(use, window.untilSecond());
    }

    /** What of a footprint counts here before a second. */
    long charge(Footprint use, long beforeSecond) {
        return tenants.contains(use.tenant())
                ? charge(use.milliDevices(), window.fromSecond(), beforeSecond, use.gflopsPerMilliDevice())
                : 0;
    }

    /** What devices count here from one second to another. */
    long charge(Profile milliDevices, long fromSecond, long untilSecond, double gflopsPerMilliDevice) {
        long from = Math.max(fromSecond, window.fromSecond());
        long until = Math.min(untilSecond, window.untilSecond());
        return from >= until ? 0 : charge(milliDevices.integral(from, until), gflopsPerMilliDevice);
    }

    /** What so many thousandths of devices times seconds count. */
    static long charge(long milliDeviceSeconds, double gflopsPerMilliDevice) {
        return Math.round(milliDeviceSeconds * gflopsPerMilliDevice);
    }

    /** Seconds of a stay that lie within the window. */
    long overlap(long start, long seconds) {
        return Math.max(
                0,
                Math.min(Seconds.after(start, seconds), window.untilSecond()) - Math.max(start, window.fromSecond()));
    }

    /** What is left of the budget once so much was counted; below 0 when it is overdrawn. */
    long left(long counted) {
        return amount - before - counted;
    }
}
