package io.exaplan.server.planning;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What others told the planning thread since it last looked, and where it sleeps until somebody does. */
final class Hints {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition given = lock.newCondition();
    private boolean jobs;
    private boolean runs;
    private boolean tenants;
    private boolean weights;
    private boolean woken;
    private Set<Integer> clusters = new TreeSet<>();
    private List<BookTask<?>> tasks = new ArrayList<>();

    /**
     * What there was.
     *
     * @param tasks to be run on the planning thread, in order
     */
    record Given(
            boolean jobs,
            boolean runs,
            boolean tenants,
            boolean weights,
            Set<Integer> clusters,
            List<BookTask<?>> tasks) {}

    void jobs() {
        give(() -> jobs = true);
    }

    void runs() {
        give(() -> runs = true);
    }

    void tenants() {
        give(() -> tenants = true);
    }

    void weights() {
        give(() -> weights = true);
    }

    void cluster(int clusterId) {
        give(() -> clusters.add(clusterId));
    }

    void task(BookTask<?> task) {
        give(() -> tasks.add(task));
    }

    /** Only wakes. */
    void wake() {
        give(() -> {});
    }

    private void give(Runnable hint) {
        lock.lock();
        try {
            hint.run();
            woken = true;
            given.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Sleeps until there is a hint or the time is over, and takes what there is. */
    Given await(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long nanos = Math.max(0, atMost.toNanos());
            while (!woken && nanos > 0) {
                nanos = given.awaitNanos(nanos);
            }
            Given all = new Given(jobs, runs, tenants, weights, clusters, tasks);
            jobs = false;
            runs = false;
            tenants = false;
            weights = false;
            woken = false;
            clusters = new TreeSet<>();
            tasks = new ArrayList<>();
            return all;
        } finally {
            lock.unlock();
        }
    }
}
