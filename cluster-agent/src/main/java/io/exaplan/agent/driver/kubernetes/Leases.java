package io.exaplan.agent.driver.kubernetes;

import io.exaplan.contract.RunSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Leases of runs that may end by silence, written on their Jobs by the cluster's clock. They count from when the planner was
 * asked what it has answered, measured on a monotonic clock, so that it knows of none that lasts longer than it believes.
 */
final class Leases {

    private final Clock clock;
    private final LongSupplier nanoTime;
    private volatile long heardNanos;

    /** Counts from now until the planner is heard. */
    Leases(Clock clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.heardNanos = nanoTime.getAsLong();
    }

    void heard(Duration ago) {
        heardNanos = nanoTime.getAsLong() - ago.toNanos();
    }

    /** The marks of a run that is made now; none for runs that silence never ends. */
    Map<String, String> first(RunSpec spec) {
        Long seconds = spec.leaseSeconds();
        return seconds == null
                ? Map.of()
                : Map.of(
                        RunKeys.LEASE_SECONDS,
                        Long.toString(seconds),
                        RunKeys.LEASE_UNTIL,
                        until(Duration.ofSeconds(seconds)).toString());
    }

    /** The mark that prolongs a run's lease, when a third of it would be won. */
    Optional<Map<String, String>> renewal(RunFacts job) {
        return job.lease().flatMap(lease -> {
            Instant until = until(lease);
            boolean due = job.leaseUntil()
                    .map(written -> written.plus(lease.dividedBy(3)).isBefore(until))
                    .orElse(true);
            return due ? Optional.of(Map.of(RunKeys.LEASE_UNTIL, until.toString())) : Optional.empty();
        });
    }

    private Instant until(Duration lease) {
        return clock.instant().plus(lease).minusNanos(nanoTime.getAsLong() - heardNanos);
    }
}
