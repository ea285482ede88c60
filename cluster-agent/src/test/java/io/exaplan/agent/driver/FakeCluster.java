package io.exaplan.agent.driver;

import io.exaplan.contract.Inventory;
import io.exaplan.contract.NodeReport;
import io.exaplan.contract.NodeUsage;
import io.exaplan.contract.PlanClock;
import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.RunState;
import io.exaplan.contract.StopOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** A cluster of one node that does what it is told at once and remembers what that was. */
public final class FakeCluster implements ClusterDriver {

    private final Map<String, RunReport> runs = new LinkedHashMap<>();
    private final List<String> told = new ArrayList<>();
    private volatile CountDownLatch mayHold = new CountDownLatch(0);
    private Optional<HoldOutcome> nextHold = Optional.empty();
    private boolean broken;
    private boolean ready = true;
    private Set<String> orphans = Set.of();
    private Runnable listener = () -> {};

    @Override
    public synchronized Inventory inventory() {
        return new Inventory(
                List.of(new NodeReport("n1", "H800", 8, List.of(), 0, 8_000, 65_536, null, null, ready, false)));
    }

    @Override
    public synchronized List<RunReport> runs() {
        return List.copyOf(runs.values());
    }

    @Override
    public synchronized LogLines log(String runId, int lines) {
        if (!runs.containsKey(runId)) {
            throw new DriverFailure("There is no run " + runId + ".");
        }
        return LogLines.lastOf(List.of("one", "two", "three"), lines);
    }

    @Override
    public List<NodeUsage> usage() {
        return List.of();
    }

    @Override
    public HoldOutcome hold(RunSpec spec) {
        try {
            mayHold.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new HoldOutcome.Postponed("The agent stopped waiting.");
        }
        return holdNow(spec);
    }

    private synchronized HoldOutcome holdNow(RunSpec spec) {
        if (broken) {
            throw new IllegalStateException("a defect of the driver");
        }
        told.add("hold " + spec.runId());
        Optional<HoldOutcome> scripted = nextHold;
        nextHold = Optional.empty();
        return scripted.orElseGet(() -> {
            runs.putIfAbsent(spec.runId(), running(spec.runId(), spec.jobId(), spec.generation()));
            return new HoldOutcome.Held();
        });
    }

    @Override
    public synchronized StopOutcome stop(StopOrder order) {
        told.add("stop " + order.runId());
        return runs.computeIfPresent(order.runId(), (id, run) -> ended(run, RunState.STOPPED)) == null
                ? new StopOutcome.NeverHeld()
                : new StopOutcome.Ending();
    }

    @Override
    public synchronized void forget(Collection<String> runIds) {
        runIds.forEach(runs::remove);
    }

    @Override
    public synchronized void markOrphans(Set<String> runIds) {
        orphans = Set.copyOf(runIds);
    }

    @Override
    public void follow(PlanClock clock) {}

    @Override
    public synchronized void onChange(Runnable newListener) {
        listener = newListener;
    }

    @Override
    public void close() {}

    /** Puts a run there as if an earlier agent had. */
    public synchronized FakeCluster holding(String runId) {
        runs.put(runId, running(runId, 1, 1));
        return this;
    }

    /** Lets no hold come to its end before {@link #holdAgain}. */
    public void holdUp() {
        mayHold = new CountDownLatch(1);
    }

    public void holdAgain() {
        mayHold.countDown();
    }

    public synchronized void breakAtNextHold() {
        broken = true;
    }

    /** Answers the next hold with this, and does nothing. */
    public synchronized void answerNextHold(HoldOutcome outcome) {
        nextHold = Optional.of(outcome);
    }

    /** Lets a run end by itself and tells the listener. */
    public void succeed(String runId) {
        Runnable toTell;
        synchronized (this) {
            runs.computeIfPresent(runId, (id, run) -> ended(run, RunState.SUCCEEDED));
            toTell = listener;
        }
        toTell.run();
    }

    /** Loses the node and tells the listener. */
    public void loseNode() {
        Runnable toTell;
        synchronized (this) {
            ready = false;
            toTell = listener;
        }
        toTell.run();
    }

    public synchronized List<String> told() {
        return List.copyOf(told);
    }

    public synchronized Set<String> orphans() {
        return orphans;
    }

    private static RunReport running(String runId, long jobId, int generation) {
        return new RunReport(runId, jobId, generation, RunState.RUNNING, null, null, null, null, null);
    }

    private static RunReport ended(RunReport run, RunState state) {
        return new RunReport(run.runId(), run.jobId(), run.generation(), state, null, null, null, null, null);
    }
}
