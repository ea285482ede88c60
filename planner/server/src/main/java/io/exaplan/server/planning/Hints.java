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
    private boolean premises;
    private boolean woken;
    private Set<Integer> clusters = new TreeSet<>();
    private List<BookTask<?>> tasks = new ArrayList<>();

    /**
     * What there was.
     *
     * @param premises whether what a book is made on may have changed: weights or the catalogue
     * @param tasks to be run on the planning thread, in order
     */
    record Given(
            boolean jobs,
            boolean runs,
            boolean tenants,
            boolean premises,
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

    /** Weights or the catalogue. */
    void premises() {
        give(() -> premises = true);
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
            Given all = new Given(jobs, runs, tenants, premises, clusters, tasks);
            jobs = false;
            runs = false;
            tenants = false;
            premises = false;
            woken = false;
            clusters = new TreeSet<>();
            tasks = new ArrayList<>();
            return all;
        } finally {
            lock.unlock();
        }
    }
}
