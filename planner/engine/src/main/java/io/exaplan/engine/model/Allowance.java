package io.exaplan.engine.model;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.kernel.Seconds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant may still use.
 *
 * @param mflops by its quota and what it may borrow, in MFLOPS over time; null without a limit
 * @param budgets what is left of each of its budgets
 */
public record Allowance(@Nullable Profile mflops, List<Left> budgets) {
    /** Starts of services under a budget are looked for in steps of this. */
    private static final long STEP_SECONDS = 600;

    /** Longer than any window. */
    private static final double LONGEST_SECONDS = 1e10;

    public Allowance {
        budgets = List.copyOf(budgets);
    }

    /**
     * What is left of a budget.
     *
     * @param meter the budget
     * @param gflopsSeconds what is left of it
     */
    public record Left(Meter meter, long gflopsSeconds) {}

    /** The same without its quota. */
    public Allowance withoutQuota() {
        return new Allowance(null, budgets);
    }

    /** The same without its budgets. */
    public Allowance withoutBudgets() {
        return new Allowance(mflops, List.of());
    }

    /** The first second from {@code start} on at which a gang may start that always holds the same devices. */
    long nextStart(long start, long seconds, long milliDevices, double gflopsPerMilliDevice) {
        long next = start;
        for (Left left : budgets) {
            long most = secondsPaidFor(left, milliDevices, gflopsPerMilliDevice);
            if (left.meter().overlap(next, seconds) > most) {
                next = left.meter().window().untilSecond() - most;
            }
        }
        return next;
    }

    private static long secondsPaidFor(Left left, long milliDevices, double gflopsPerMilliDevice) {
        double rate = milliDevices * gflopsPerMilliDevice;
        if (left.gflopsSeconds() <= 0 || rate == 0) {
            return rate == 0 ? Seconds.FOREVER : 0;
        }
        long most = (long) Math.min(LONGEST_SECONDS, left.gflopsSeconds() / rate);
        return most > 0 && Meter.charge(most * milliDevices, gflopsPerMilliDevice) > left.gflopsSeconds()
                ? most - 1
                : most;
    }

    /**
     * The first second from {@code start} on, to some minutes, at which a service may start.
     *
     * @param milliDevices what it holds by the hour, whenever it starts
     * @param seconds how long it lasts
     */
    long nextStart(long start, long seconds, Profile milliDevices, double gflopsPerMilliDevice) {
        long next = start;
        for (Left left : budgets) {
            Meter meter = left.meter();
            long until = meter.window().untilSecond();
            double rate = Math.max(1, milliDevices.max(start, until) * gflopsPerMilliDevice);
            long charge = meter.charge(milliDevices, next, Seconds.after(next, seconds), gflopsPerMilliDevice);
            while (charge > Math.max(0, left.gflopsSeconds())) {
                long tooMuch = charge - Math.max(0, left.gflopsSeconds());
                next = Math.max(next, meter.window().fromSecond()) + Math.max(STEP_SECONDS, (long) (tooMuch / rate));
                charge = meter.charge(milliDevices, next, Seconds.after(next, seconds), gflopsPerMilliDevice);
            }
        }
        return next;
    }
}
