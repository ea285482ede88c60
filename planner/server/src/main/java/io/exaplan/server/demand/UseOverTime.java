package io.exaplan.server.demand;

import io.exaplan.server.demand.TenantUse.Use;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Uses added up over time, as a step function. */
public final class UseOverTime {

    /** Rounding of sums of many figures. */
    private static final double SLACK = 1e-9;

    private final TreeMap<Instant, Double> steps = new TreeMap<>();

    public UseOverTime(Stream<Use> uses) {
        TreeMap<Instant, Double> changes = new TreeMap<>();
        uses.forEach(use -> {
            changes.merge(use.from(), use.pflops(), Double::sum);
            Instant until = use.until();
            if (until != null) {
                changes.merge(until, -use.pflops(), Double::sum);
            }
        });
        double sum = 0;
        for (Map.Entry<Instant, Double> change : changes.entrySet()) {
            sum += change.getValue();
            steps.put(change.getKey(), Math.max(0, sum));
        }
    }

    public static UseOverTime of(Collection<Use> uses) {
        return new UseOverTime(uses.stream());
    }

    /** PFLOPS at a moment. */
    public double at(Instant moment) {
        Map.Entry<Instant, Double> step = steps.floorEntry(moment);
        return step == null ? 0 : step.getValue();
    }

    /** When it first was so much from a moment to another, both included. */
    public Optional<Instant> firstReached(double pflops, Instant from, Instant by) {
        if (at(from) >= pflops - SLACK) {
            return Optional.of(from);
        }
        return steps.subMap(from, true, by, true).entrySet().stream()
                .filter(step -> step.getValue() >= pflops - SLACK)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** PFLOPS on average from a moment to another, which lies behind it. */
    public double average(Instant from, Instant until) {
        double sum = 0;
        Instant since = from;
        double height = at(from);
        for (Map.Entry<Instant, Double> step :
                steps.subMap(from, false, until, false).entrySet()) {
            sum += height * Duration.between(since, step.getKey()).toMillis();
            since = step.getKey();
            height = step.getValue();
        }
        sum += height * Duration.between(since, until).toMillis();
        return sum / Duration.between(from, until).toMillis();
    }

    /** Most PFLOPS from a moment to another. */
    public double most(Instant from, Instant by) {
        return from.isAfter(by)
                ? 0
                : Math.max(
                        at(from),
                        steps.subMap(from, true, by, true).values().stream()
                                .mapToDouble(Double::doubleValue)
                                .max()
                                .orElse(0));
    }
}
