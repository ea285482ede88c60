package io.exaplan.agent.driver.kubernetes;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The Jobs of the planner's runs. */
final class Runs extends Mirror<Job> {

    private final Map<String, JobFacts> jobs = new ConcurrentHashMap<>();

    Runs(Runnable changed) {
        super(changed);
    }

    Collection<JobFacts> all() {
        return List.copyOf(jobs.values());
    }

    Optional<JobFacts> find(String runId) {
        return jobs.values().stream().filter(job -> job.runId().equals(runId)).findFirst();
    }

    /** Takes a Job that was just made, before its watch tells of it. */
    void expect(Job job) {
        jobs.putIfAbsent(
                job.getMetadata().getNamespace() + "/" + job.getMetadata().getName(), JobFacts.of(job));
    }

    @Override
    boolean seen(String key, Job job) {
        JobFacts now = JobFacts.of(job);
        return !now.equals(jobs.put(key, now));
    }

    @Override
    boolean gone(String key) {
        return jobs.remove(key) != null;
    }
}
