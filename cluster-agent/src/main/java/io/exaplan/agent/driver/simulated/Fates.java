package io.exaplan.agent.driver.simulated;

import io.exaplan.contract.RunReasons;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Settles what becomes of runs and nodes. A fate depends on the seed and on the id it concerns, never on the order of events,
 * so that a world told the same twice does the same twice.
 */
record Fates(SimulationRules rules) {

    /** Exit code of a process that SIGTERM ended. */
    static final int TERMINATED = 143;

    private static final double MILLIS_PER_HOUR = 3_600_000;

    /** How a run that came up at this plan time ends if nobody interferes; nothing for a service without end. */
    Optional<RunEnd> of(RunSpec spec, Instant startedAt) {
        return Stream.of(byItself(spec, startedAt), atMaximum(spec, startedAt), byChance(spec, startedAt))
                .flatMap(Optional::stream)
                .reduce((first, second) -> second.plan().isBefore(first.plan()) ? second : first);
    }

    /** How a run ends that is ordered to at this plan time. */
    RunEnd ordered(Instant now, long graceSeconds, String why) {
        Duration grace = Duration.ofSeconds(Math.max(0, graceSeconds));
        Duration wait = rules.stopping().compareTo(grace) < 0 ? rules.stopping() : grace;
        return new RunEnd(
                now.plus(wait),
                RunState.STOPPED,
                TERMINATED,
                RunReasons.STOPPED_BY_ORDER,
                "Ordered to stop: " + why + ".");
    }

    /** The loss of a node that follows upon another, or the first one; nothing when nodes are never lost. */
    Optional<Mishap> next(@Nullable Mishap last, Instant now, List<String> nodes) {
        if (rules.nodeFailuresPerDay() == 0 || nodes.isEmpty()) {
            return Optional.empty();
        }
        long number = last == null ? 0 : last.number() + 1;
        Instant from = last == null ? now : last.at();
        double perMilli = rules.nodeFailuresPerDay() * nodes.size() / (24 * MILLIS_PER_HOUR);
        Duration gap = untilNext(perMilli, "mishap " + number).orElse(Duration.ofDays(365_000));
        int choice = (int) (nodes.size() * StableHash.fraction(rules.seed(), "mishap node " + number));
        return Optional.of(new Mishap(number, from.plus(gap), nodes.get(choice)));
    }

    private static Optional<RunEnd> byItself(RunSpec spec, Instant startedAt) {
        int exitCode = SimulatedBehaviour.exitCode(spec);
        RunState state = exitCode == 0 ? RunState.SUCCEEDED : RunState.FAILED;
        String reason = exitCode == 0 ? RunReasons.COMPLETED : RunReasons.EXIT_CODE;
        return SimulatedBehaviour.duration(spec)
                .map(duration -> new RunEnd(startedAt.plus(duration), state, exitCode, reason, null));
    }

    private static Optional<RunEnd> atMaximum(RunSpec spec, Instant startedAt) {
        return Optional.ofNullable(spec.maxSeconds())
                .map(seconds -> new RunEnd(
                        startedAt.plusSeconds(seconds),
                        RunState.FAILED,
                        TERMINATED,
                        RunReasons.MAX_DURATION_EXCEEDED,
                        "Ran for its maximum of " + seconds + " s."));
    }

    private Optional<RunEnd> byChance(RunSpec spec, Instant startedAt) {
        return untilNext(rules.runFailuresPerHour() / MILLIS_PER_HOUR, "run " + spec.runId())
                .map(after -> new RunEnd(
                        startedAt.plus(after),
                        RunState.FAILED,
                        1,
                        RunReasons.EXIT_CODE,
                        "Failed by chance, as configured."));
    }

    /** An exponentially distributed time; nothing when it never comes. */
    private Optional<Duration> untilNext(double perMilli, String subject) {
        double millis = -Math.log1p(-StableHash.fraction(rules.seed(), subject)) / perMilli;
        return millis < Duration.ofDays(365_000).toMillis()
                ? Optional.of(Duration.ofMillis((long) millis))
                : Optional.empty();
    }
}
