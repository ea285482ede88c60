package io.exaplan.server.scenario;

import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.TargetFacts;
import io.exaplan.server.demand.Target;
import io.exaplan.server.demand.Target.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/** Tells what each target has attained in a planned world, stretch by stretch of plan time. */
record TargetAccounts(Accounts accounts, Worlds.Laid laid, long stretchSeconds) {

    /** The city's first, then those of cohorts and tenants, by id. */
    List<Outcome.Attained> all() {
        Map<String, Promise> named = new HashMap<>();
        laid.promises().forEach(promise -> named.put(promise.target(), promise));
        List<Outcome.Attained> attained = new ArrayList<>();
        laid.promises().stream()
                .filter(promise -> promise.scope() == Target.Scope.CITY || promise.level() == null)
                .map(this::ofCity)
                .forEach(attained::add);
        laid.problem().targets().stream()
                .map(target -> ofTenants(target, named.get(target.id())))
                .forEach(attained::add);
        return attained;
    }

    private Outcome.Attained ofCity(Promise promise) {
        return new Outcome.Attained(
                promise.target(),
                promise.name(),
                promise.scope(),
                promise.owner(),
                promise.level(),
                promise.counted(),
                promise.wanted(),
                promise.by(),
                figures(promise).stream()
                        .map(figure -> figure / promise.wanted())
                        .toList());
    }

    /** PFLOPS on average over each stretch, or how many; none where nobody can tell. */
    private List<Double> figures(Promise promise) {
        Level level = promise.level();
        Double now = promise.now();
        double before = now == null ? 0 : now;
        if (level == null) {
            return now == null ? List.of() : each((from, until) -> before);
        }
        return switch (level) {
            case INSTALLED -> each((from, until) -> before + laid.stock().installed(from, until));
            case REPORTING -> each((from, until) -> before + laid.stock().reporting(from, until));
            case SCHEDULABLE ->
                accounts.funnel().stream().map(Outcome.Stretch::schedulable).toList();
            case ALLOCATED ->
                accounts.funnel().stream().map(Outcome.Stretch::allocated).toList();
            // How busy devices will be no plan says.
            case BUSY -> List.of();
        };
    }

    private List<Double> each(ToDoubleBiFunction<Long, Long> figure) {
        PlanningProblem problem = laid.problem();
        List<Double> figures = new ArrayList<>();
        for (long from = problem.nowSecond(); from < problem.horizonSecond(); from += stretchSeconds) {
            figures.add(figure.applyAsDouble(from, Math.min(from + stretchSeconds, problem.horizonSecond())));
        }
        return figures;
    }

    /** Of what it wants in all, at the end of each stretch. */
    private Outcome.Attained ofTenants(TargetFacts target, @Nullable Promise promise) {
        PlanningProblem problem = laid.problem();
        long begun = Math.max(problem.nowSecond(), target.window().fromSecond());
        List<Double> shares = each((from, until) -> {
            long end = Math.min(until, target.window().untilSecond());
            double more = end <= begun ? 0 : accounts.pflopsDays(target, begun, end);
            return (target.attainedPflopsDays() + more) / target.wantedPflopsDays();
        });
        Integer tenant = target.tenantOrNull();
        String owner = problem.tenants().stream()
                .filter(one -> tenant != null && one.id() == tenant)
                .map(one -> one.key())
                .findFirst()
                .orElse(target.cohort());
        return new Outcome.Attained(
                target.id(),
                promise == null ? owner + " " + target.id() : promise.name(),
                tenant == null ? Target.Scope.COHORT : Target.Scope.TENANT,
                owner,
                Level.ALLOCATED,
                null,
                target.pflops(),
                Instant.ofEpochSecond(target.window().untilSecond()),
                shares);
    }
}
