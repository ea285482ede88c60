package io.exaplan.engine.solver;

import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** A job takes a start it would like, those of least density in its way leave and look for room again. */
final class Ejection implements Proposal {
    private static final int MOST_EJECTED = 12;
    private static final int PARTITIONS = 6;

    @Override
    public Optional<PlacementMove> propose(CityPlan plan, RandomGenerator random) {
        Dice dice = new Dice(plan, random);
        JobPlan job = dice.worstOf(8);
        if (job.terms().eligible().isEmpty()) {
            return Optional.empty();
        }
        Placement wanted = wanted(plan, job, dice, random);
        if (!plan.rules().allow(job.job(), wanted, plan.use(wanted.partition()).free())) {
            return Optional.empty();
        }
        Draft draft = new Draft(plan);
        draft.remove(job);
        List<JobPlan> ejected = eject(plan, draft, job, wanted, dice);
        if (!draft.holds(job, wanted)) {
            return Optional.empty();
        }
        draft.place(job, wanted);
        reinsert(draft, dice, ejected, wanted.partition());
        return draft.move();
    }

    /** Where another job starts on one of its partitions, or at once. */
    private static Placement wanted(CityPlan plan, JobPlan job, Dice dice, RandomGenerator random) {
        JobFacts facts = job.job();
        int partition = dice.any(job.terms().eligible().ids());
        JobPlan other = dice.jobOn(partition);
        long start = plan.rules().nowSecond();
        if (other != null && random.nextInt(4) > 0) {
            start = other.start().startSecond();
        }
        int workers = dice.any(facts.width().steps());
        return new Placement(partition, Math.max(start, facts.earliestStartSecond()), workers);
    }

    private static List<JobPlan> eject(CityPlan plan, Draft draft, JobPlan job, Placement wanted, Dice dice) {
        long end = job.job().endSecond(wanted, plan.use(wanted.partition()).partition());
        List<JobPlan> inTheWay = dice.jobsStartingBefore(wanted.partition(), end);
        inTheWay.removeIf(other ->
                other == job || other.endOn(plan.use(wanted.partition()).partition()) <= wanted.startSecond());
        inTheWay.sort(JobPlan.BY_DENSITY.reversed());
        List<JobPlan> ejected = new ArrayList<>();
        for (JobPlan other : inTheWay) {
            if (ejected.size() == MOST_EJECTED || draft.holds(job, wanted)) {
                break;
            }
            draft.remove(other);
            ejected.add(other);
        }
        return ejected;
    }

    private static void reinsert(Draft draft, Dice dice, List<JobPlan> ejected, int partition) {
        ejected.sort(JobPlan.BY_DENSITY);
        for (JobPlan other : ejected) {
            Set<Integer> partitions = dice.partitionsFor(other, PARTITIONS);
            partitions.add(partition);
            draft.insert(other, partitions);
        }
    }
}
