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
 * @param funnel PFLOPS over time, a day or a week each, means over the seeds
 * @param targets what each target has attained over time, means over the seeds
 */
record Comparison(List<Figure> figures, JobMoves jobs, List<FunnelStretch> funnel, List<TargetCurve> targets) {
    Comparison {
        figures = List.copyOf(figures);
        funnel = List.copyOf(funnel);
        targets = orNone(targets);
    }

    /** Results of before told nothing of targets. */
    private static List<TargetCurve> orNone(@Nullable List<TargetCurve> stated) {
        return stated == null ? List.of() : List.copyOf(stated);
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

    /** A day or a week of the funnel on both sides, PFLOPS. */
    record FunnelStretch(
            Instant from,
            double baselineSchedulable,
            double baselineAllocated,
            double scenarioSchedulable,
            double scenarioAllocated) {}

    /**
     * A target on both sides: shares of what it wants in all, at the end of each stretch of the funnel.
     *
     * @param whose the tenant or cohort it is of
     */
    record TargetCurve(String target, String whose, List<Double> baseline, List<Double> scenario) {}

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
        for (Outcome.Attained target : scenario.getFirst().targets()) {
            figures.add(pairs.figureOrNull(
                    "attainment", "share", target.whose() + " " + target.target(), outcome -> atEnd(outcome, target)));
        }
        return new Comparison(figures, jobs, funnel(baseline, scenario), targets(baseline, scenario));
    }

    private static Set<String> subjects(
            List<Outcome> baseline, List<Outcome> scenario, Function<Outcome, Map<String, Double>> figures) {
        Set<String> subjects = new TreeSet<>();
        baseline.forEach(outcome -> subjects.addAll(figures.apply(outcome).keySet()));
        scenario.forEach(outcome -> subjects.addAll(figures.apply(outcome).keySet()));
        return subjects;
    }

    private static @Nullable Double atEnd(Outcome outcome, Outcome.Attained target) {
        return outcome.targets().stream()
                .filter(one ->
                        one.target().equals(target.target()) && !one.shares().isEmpty())
                .map(one -> one.shares().getLast())
                .findFirst()
                .orElse(null);
    }

    private static List<TargetCurve> targets(List<Outcome> baseline, List<Outcome> scenario) {
        List<TargetCurve> curves = new ArrayList<>();
        for (int i = 0; i < scenario.getFirst().targets().size(); i++) {
            Outcome.Attained target = scenario.getFirst().targets().get(i);
            curves.add(new TargetCurve(target.target(), target.whose(), shares(baseline, i), shares(scenario, i)));
        }
        return curves;
    }

    /** An overlay leaves the number of targets as it is, and so does a seed. */
    private static List<Double> shares(List<Outcome> outcomes, int target) {
        List<Double> means = new ArrayList<>();
        for (int i = 0; i < outcomes.getFirst().funnel().size(); i++) {
            int stretch = i;
            means.add(mean(
                    outcomes, outcome -> outcome.targets().get(target).shares().get(stretch)));
        }
        return means;
    }

    private static List<FunnelStretch> funnel(List<Outcome> baseline, List<Outcome> scenario) {
        List<FunnelStretch> days = new ArrayList<>();
        for (int i = 0; i < baseline.getFirst().funnel().size(); i++) {
            int day = i;
            days.add(new FunnelStretch(
                    baseline.getFirst().funnel().get(day).from(),
                    mean(baseline, outcome -> outcome.funnel().get(day).schedulable()),
                    mean(baseline, outcome -> outcome.funnel().get(day).allocated()),
                    mean(scenario, outcome -> outcome.funnel().get(day).schedulable()),
                    mean(scenario, outcome -> outcome.funnel().get(day).allocated())));
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
