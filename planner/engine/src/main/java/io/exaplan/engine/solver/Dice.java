package io.exaplan.engine.solver;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Random choices of jobs and partitions; the same generator always leads to the same ones. */
final class Dice {
    private final CityPlan plan;
    private final RandomGenerator random;

    Dice(CityPlan plan, RandomGenerator random) {
        this.plan = plan;
        this.random = random;
    }

    JobPlan job() {
        return any(plan.jobs());
    }

    /** Of a few jobs the one that costs most as it stands: without a start before waiting longest. */
    JobPlan worstOf(int tries) {
        JobPlan worst = job();
        for (int i = 1; i < tries; i++) {
            JobPlan other = job();
            worst = costlier(other, worst) ? other : worst;
        }
        return worst;
    }

    /** Up to so many jobs without a start that may run on a partition, of so many looked at. */
    List<JobPlan> unplacedFor(int partition, int most, int looks) {
        Set<JobPlan> found = new LinkedHashSet<>();
        for (int i = 0; i < looks && found.size() < most; i++) {
            JobPlan job = job();
            if (!job.placed() && job.terms().eligible().contains(partition)) {
                found.add(job);
            }
        }
        return List.copyOf(found);
    }

    /** Up to so many partitions a job may run on, each once. */
    Set<Integer> partitionsFor(JobPlan job, int most) {
        Set<Integer> partitions = new LinkedHashSet<>();
        if (job.terms().eligible().ids().size() <= most) {
            partitions.addAll(job.terms().eligible().ids());
            return partitions;
        }
        for (int i = 0; i < most; i++) {
            partitions.add(any(job.terms().eligible().ids()));
        }
        return partitions;
    }

    /** The jobs on a partition, by start. */
    List<JobPlan> jobsOn(int partition) {
        return jobsOn(partition, 0, plan.use(partition).load().jobCount());
    }

    /** The jobs on a partition that start before a second, by start. */
    List<JobPlan> jobsStartingBefore(int partition, long second) {
        return jobsOn(partition, 0, plan.use(partition).load().startingBefore(second));
    }

    /** Any job on a partition; null when there is none. */
    @Nullable
    JobPlan jobOn(int partition) {
        Load load = plan.use(partition).load();
        return load.jobCount() == 0 ? null : plan.job(load.jobId(random.nextInt(load.jobCount())));
    }

    /** Up to so many jobs of a partition that start nearest to one of them chosen at random, by start. */
    List<JobPlan> stretch(int partition, int most) {
        Load load = plan.use(partition).load();
        if (load.jobCount() == 0) {
            return List.of();
        }
        int from = random.nextInt(load.jobCount());
        int until = from + 1;
        long around = load.start(from);
        while (until - from < Math.min(most, load.jobCount())) {
            long before = from == 0 ? Long.MAX_VALUE : around - load.start(from - 1);
            long after = until == load.jobCount() ? Long.MAX_VALUE : load.start(until) - around;
            if (before < after) {
                from--;
            } else {
                until++;
            }
        }
        return jobsOn(partition, from, until);
    }

    private List<JobPlan> jobsOn(int partition, int from, int until) {
        Load load = plan.use(partition).load();
        List<JobPlan> jobs = new ArrayList<>(until - from);
        for (int i = from; i < until; i++) {
            jobs.add(plan.job(load.jobId(i)));
        }
        return jobs;
    }

    <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static boolean costlier(JobPlan one, JobPlan other) {
        if (one.placed() != other.placed()) {
            return !one.placed();
        }
        return one.placed() ? one.waitingCost() > other.waitingCost() : one.unplacedCost() > other.unplacedCost();
    }
}
