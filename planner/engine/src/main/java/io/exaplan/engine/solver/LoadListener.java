package io.exaplan.engine.solver;

import io.exaplan.engine.model.Footprint;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.QuotaUse;
import org.optaplanner.core.api.domain.variable.VariableListener;
import org.optaplanner.core.api.score.director.ScoreDirector;

/** Keeps the load of every partition and the use of every quota in step with the placements. Stateless; profiles are replaced, never changed. */
public final class LoadListener implements VariableListener<CityPlan, JobPlan> {

    /** Two changes of one job within a move are one event: else what it used would be given back twice. */
    @Override
    public boolean requiresUniqueEntityEvents() {
        return true;
    }

    @Override
    public void beforeVariableChanged(ScoreDirector<CityPlan> director, JobPlan job) {
        Placement at = job.at();
        if (at != null) {
            CityPlan plan = director.getWorkingSolution();
            PartitionUse use = plan.use(at.partition());
            Footprint footprint = plan.footprint(job, at);
            replace(director, use, use.load().without(job, footprint));
            QuotaLedger quota = plan.quotaOf(job.job().tenant());
            if (quota != null) {
                replace(director, quota, quota.use().minus(footprint));
            }
        }
    }

    @Override
    public void afterVariableChanged(ScoreDirector<CityPlan> director, JobPlan job) {
        Placement at = job.at();
        if (at != null) {
            CityPlan plan = director.getWorkingSolution();
            PartitionUse use = plan.use(at.partition());
            Footprint footprint = plan.footprint(job, at);
            replace(director, use, use.load().with(job, footprint));
            QuotaLedger quota = plan.quotaOf(job.job().tenant());
            if (quota != null) {
                replace(director, quota, quota.use().plus(footprint));
            }
        }
    }

    /** Counts what is placed from the start on; at this time nobody listens to the director yet. */
    @Override
    public void resetWorkingSolution(ScoreDirector<CityPlan> director) {
        recount(director.getWorkingSolution());
    }

    static void recount(CityPlan plan) {
        plan.uses().forEach(use -> use.load(Load.none(use.base())));
        plan.quotas().forEach(quota -> quota.use(quota.base()));
        plan.jobs().forEach(job -> count(plan, job));
    }

    /** Counts one job where it stands. */
    static void count(CityPlan plan, JobPlan job) {
        Placement at = job.at();
        if (at != null) {
            Footprint footprint = plan.footprint(job, at);
            PartitionUse use = plan.use(at.partition());
            use.load(use.load().with(job, footprint));
            QuotaLedger quota = plan.quotaOf(job.job().tenant());
            if (quota != null) {
                quota.use(quota.use().plus(footprint));
            }
        }
    }

    private static void replace(ScoreDirector<CityPlan> director, QuotaLedger quota, QuotaUse use) {
        director.beforeVariableChanged(quota, "use");
        quota.use(use);
        director.afterVariableChanged(quota, "use");
    }

    private static void replace(ScoreDirector<CityPlan> director, PartitionUse use, Load load) {
        director.beforeVariableChanged(use, "load");
        use.load(load);
        director.afterVariableChanged(use, "load");
    }

    // A job that appears or disappears while the search runs would be a change of the problem; there is none.

    @Override
    public void beforeEntityAdded(ScoreDirector<CityPlan> director, JobPlan job) {}

    @Override
    public void afterEntityAdded(ScoreDirector<CityPlan> director, JobPlan job) {}

    @Override
    public void beforeEntityRemoved(ScoreDirector<CityPlan> director, JobPlan job) {}

    @Override
    public void afterEntityRemoved(ScoreDirector<CityPlan> director, JobPlan job) {}
}
