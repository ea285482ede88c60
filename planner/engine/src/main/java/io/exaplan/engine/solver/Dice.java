package io.exaplan.engine.solver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.random.RandomGenerator;

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

    /** The jobs on a partition, by id. */
    List<JobPlan> jobsOn(int partition) {
        Load load = plan.use(partition).load();
        List<JobPlan> jobs = new ArrayList<>(load.jobCount());
        for (int i = 0; i < load.jobCount(); i++) {
            jobs.add(plan.job(load.jobId(i)));
        }
        return jobs;
    }

    /** Of some jobs those that start nearest to one of them chosen at random. */
    List<JobPlan> stretch(List<JobPlan> jobs, int most) {
        long around = any(jobs).start().startSecond();
        Queue<JobPlan> nearest = new PriorityQueue<>(
                Comparator.comparingLong((JobPlan job) -> Math.abs(job.start().startSecond() - around))
                        .thenComparingLong(JobPlan::id)
                        .reversed());
        for (JobPlan job : jobs) {
            nearest.add(job);
            if (nearest.size() > most) {
                nearest.remove();
            }
        }
        return List.copyOf(nearest);
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
