package io.exaplan.server.scenario;

import io.exaplan.server.demand.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /**
     * A day or a week of the funnel on both sides, PFLOPS.
     *
     * @param schedulableVerdict whether the sides differ by more than the seeds; null in results of before it was told
     * @param allocatedVerdict likewise
     */
    record FunnelStretch(
            Instant from,
            double baselineSchedulable,
            double baselineAllocated,
            double scenarioSchedulable,
            double scenarioAllocated,
            @Nullable Verdict schedulableVerdict,
            @Nullable Verdict allocatedVerdict) {}

    /**
     * A target on both sides: shares of what it wants, one for each stretch of the funnel, as {@link Outcome.Attained} says.
     *
     * @param name for people; null in results of before it was told
     * @param scope whose it is; null in results of before
     * @param whose the tenant or cohort it is of, null for the city
     * @param level what is promised in PFLOPS; null for a count
     * @param counted what is counted; null for PFLOPS
     * @param wanted PFLOPS or how many, in the scenario; null in results of before
     * @param by its date; null in results of before
     * @param baseline none where nobody can tell
     * @param verdicts of each stretch, whether the sides differ by more than the seeds; none in results of before
     */
    record TargetCurve(
            String target,
            @Nullable String name,
            Target.@Nullable Scope scope,
            @Nullable String whose,
            Target.@Nullable Level level,
            Target.@Nullable Counted counted,
            @Nullable Double wanted,
            @Nullable Instant by,
            List<Double> baseline,
            List<Double> scenario,
            List<Verdict> verdicts) {
        TargetCurve {
            verdicts = orNone(verdicts);
        }

        private static List<Verdict> orNone(@Nullable List<Verdict> stated) {
            return stated == null ? List.of() : List.copyOf(stated);
        }

        /** What it is called. */
        String called() {
            return name == null ? whose + " " + target : name;
        }
    }

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
            figures.add(pairs.figureOrNull("attainment", "share", target.called(), outcome -> atDate(outcome, target)));
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

    private static @Nullable Double atDate(Outcome outcome, Outcome.Attained target) {
        return same(outcome, target).map(one -> one.atDate(outcome.funnel())).orElse(null);
    }

    private static Optional<Outcome.Attained> same(Outcome outcome, Outcome.Attained target) {
        return outcome.targets().stream()
                .filter(one -> one.target().equals(target.target()))
                .findFirst();
    }

    private static List<TargetCurve> targets(List<Outcome> baseline, List<Outcome> scenario) {
        return scenario.getFirst().targets().stream()
                .map(target -> curve(target, new Pairs(baseline, scenario)))
                .toList();
    }

    private static TargetCurve curve(Outcome.Attained target, Pairs pairs) {
        List<Double> before = new ArrayList<>();
        List<Double> after = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < target.shares().size(); i++) {
            int stretch = i;
            Figure figure = pairs.figureOrNull(
                    "attainment",
                    "share",
                    null,
                    outcome -> same(outcome, target)
                            .map(one -> one.shares().get(stretch))
                            .orElse(null));
            Double mean = figure.baseline();
            Double otherMean = figure.scenario();
            if (mean != null && otherMean != null) {
                before.add(mean);
                after.add(otherMean);
                verdicts.add(figure.verdict());
            }
        }
        return new TargetCurve(
                target.target(),
                target.name(),
                target.scope(),
                target.whose(),
                target.level(),
                target.counted(),
                target.wanted(),
                target.by(),
                before,
                after,
                verdicts);
    }

    private static List<FunnelStretch> funnel(List<Outcome> baseline, List<Outcome> scenario) {
        Pairs pairs = new Pairs(baseline, scenario);
        List<FunnelStretch> stretches = new ArrayList<>();
        for (int i = 0; i < baseline.getFirst().funnel().size(); i++) {
            int stretch = i;
            Figure schedulable = pairs.figure(
                    "schedulable",
                    "PFLOPS",
                    null,
                    outcome -> outcome.funnel().get(stretch).schedulable());
            Figure allocated = pairs.figure(
                    "allocated",
                    "PFLOPS",
                    null,
                    outcome -> outcome.funnel().get(stretch).allocated());
            stretches.add(new FunnelStretch(
                    baseline.getFirst().funnel().get(stretch).from(),
                    orNothing(schedulable.baseline()),
                    orNothing(allocated.baseline()),
                    orNothing(schedulable.scenario()),
                    orNothing(allocated.scenario()),
                    schedulable.verdict(),
                    allocated.verdict()));
        }
        return stretches;
    }

    private static double orNothing(@Nullable Double figure) {
        return figure == null ? 0 : figure;
    }

    private record Pairs(List<Outcome> baseline, List<Outcome> scenario) {

        /** Sums of many figures differ by so much where nothing differs. */
        private static final double ROUNDING = 1e-9;

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
            double noise = Math.max(spread, mean == null ? 0 : Math.abs(mean) * ROUNDING);
            return new Figure(name, unit, subject, mean, otherMean, difference, spread, verdict(difference, noise));
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

        private static Verdict verdict(@Nullable Double difference, double noise) {
            if (difference == null || Math.abs(difference) <= Math.max(noise, 1e-12)) {
                return Verdict.NO_DIFFERENCE;
            }
            return difference > 0 ? Verdict.HIGHER : Verdict.LOWER;
        }
    }
}
