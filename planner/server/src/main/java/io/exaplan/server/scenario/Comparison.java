package io.exaplan.server.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A scenario beside its baseline, on paired seeds.
 *
 * @param figures every figure of the two
 * @param jobs what becomes of the jobs that both know
 * @param funnel PFLOPS day by day, means over the seeds
 */
record Comparison(List<Figure> figures, JobMoves jobs, List<FunnelDay> funnel) {
    Comparison {
        figures = List.copyOf(figures);
        funnel = List.copyOf(funnel);
    }

    /** How a figure differs. */
    enum Verdict {
        HIGHER,
        LOWER,
        /** Not more than the seeds differ among themselves. */
        NO_DIFFERENCE
    }

    /**
     * One figure, means over the seeds.
     *
     * @param name what it is, such as {@code waitP50}
     * @param unit its unit
     * @param subject the model or the tenant it is about, null when it is about all
     * @param baseline without the overlay; null when there was nothing to measure
     * @param scenario with it
     * @param difference scenario minus baseline
     * @param spread how far the seeds of one side lie apart at most: what is below is noise
     */
    record Figure(
            String name,
            String unit,
            @Nullable String subject,
            @Nullable Double baseline,
            @Nullable Double scenario,
            @Nullable Double difference,
            double spread,
            Verdict verdict) {}

    /** A day of the funnel on both sides, PFLOPS. */
    record FunnelDay(
            Instant from,
            double baselineSchedulable,
            double baselineAllocated,
            double scenarioSchedulable,
            double scenarioAllocated) {}

    static Comparison of(List<Outcome> baseline, List<Outcome> scenario, JobMoves jobs) {
        Pairs pairs = new Pairs(baseline, scenario);
        List<Figure> figures = new ArrayList<>();
        figures.add(pairs.figure("jobs", "jobs", null, Outcome::jobs));
        figures.add(pairs.figure("unplaced", "jobs", null, Outcome::unplaced));
        figures.add(pairs.figureOrNull("waitP50", "seconds", null, Outcome::waitP50Seconds));
        figures.add(pairs.figureOrNull("waitP90", "seconds", null, Outcome::waitP90Seconds));
        figures.add(pairs.figure("deadlinesMissed", "jobs", null, Outcome::deadlinesMissed));
        figures.add(pairs.figure("allocated", "PFLOPS-days", null, Outcome::pflopsDays));
        for (String model : subjects(baseline, scenario, Outcome::utilisationByModel)) {
            figures.add(pairs.figureOrNull(
                    "utilisation",
                    "share",
                    model,
                    outcome -> outcome.utilisationByModel().get(model)));
        }
        for (String tenant : subjects(baseline, scenario, Outcome::pflopsDaysByTenant)) {
            figures.add(pairs.figureOrNull(
                    "allocated",
                    "PFLOPS-days",
                    tenant,
                    outcome -> outcome.pflopsDaysByTenant().get(tenant)));
        }
        return new Comparison(figures, jobs, funnel(baseline, scenario));
    }

    private static Set<String> subjects(
            List<Outcome> baseline, List<Outcome> scenario, Function<Outcome, Map<String, Double>> figures) {
        Set<String> subjects = new TreeSet<>();
        baseline.forEach(outcome -> subjects.addAll(figures.apply(outcome).keySet()));
        scenario.forEach(outcome -> subjects.addAll(figures.apply(outcome).keySet()));
        return subjects;
    }

    private static List<FunnelDay> funnel(List<Outcome> baseline, List<Outcome> scenario) {
        List<FunnelDay> days = new ArrayList<>();
        for (int i = 0; i < baseline.getFirst().days().size(); i++) {
            int day = i;
            days.add(new FunnelDay(
                    baseline.getFirst().days().get(day).from(),
                    mean(baseline, outcome -> outcome.days().get(day).schedulable()),
                    mean(baseline, outcome -> outcome.days().get(day).allocated()),
                    mean(scenario, outcome -> outcome.days().get(day).schedulable()),
                    mean(scenario, outcome -> outcome.days().get(day).allocated())));
        }
        return days;
    }

    private static double mean(Collection<Outcome> outcomes, ToDoubleFunction<Outcome> figure) {
        return outcomes.stream().mapToDouble(figure).average().orElse(0);
    }

    private record Pairs(List<Outcome> baseline, List<Outcome> scenario) {

        Figure figure(String name, String unit, @Nullable String subject, ToDoubleFunction<Outcome> figure) {
            return figureOrNull(name, unit, subject, figure::applyAsDouble);
        }

        Figure figureOrNull(
                String name, String unit, @Nullable String subject, Function<Outcome, @Nullable Double> figure) {
            List<Double> before = values(baseline, figure);
            List<Double> after = values(scenario, figure);
            Double mean = mean(before);
            Double otherMean = mean(after);
            double spread = Math.max(range(before), range(after));
            Double difference = mean == null || otherMean == null ? null : otherMean - mean;
            return new Figure(name, unit, subject, mean, otherMean, difference, spread, verdict(difference, spread));
        }

        private static List<Double> values(List<Outcome> outcomes, Function<Outcome, @Nullable Double> figure) {
            List<Double> values = new ArrayList<>();
            for (Outcome outcome : outcomes) {
                Double value = figure.apply(outcome);
                if (value != null) {
                    values.add(value);
                }
            }
            return values;
        }

        private static @Nullable Double mean(List<Double> values) {
            return values.isEmpty()
                    ? null
                    : values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
        }

        private static double range(List<Double> values) {
            return values.isEmpty() ? 0 : Collections.max(values) - Collections.min(values);
        }

        private static Verdict verdict(@Nullable Double difference, double spread) {
            if (difference == null || Math.abs(difference) <= Math.max(spread, 1e-12)) {
                return Verdict.NO_DIFFERENCE;
            }
            return difference > 0 ? Verdict.HIGHER : Verdict.LOWER;
        }
    }
}
