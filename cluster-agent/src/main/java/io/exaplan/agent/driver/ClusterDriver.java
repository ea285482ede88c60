package io.exaplan.agent.driver;

import io.exaplan.contract.Inventory;
import io.exaplan.contract.NodeUsage;
import io.exaplan.contract.PlanClock;
import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.StopOrder;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One cluster as its agent sees it: what stands there, what runs there, and how to change that.
 *
 * <p>The cluster is the truth. A driver keeps nothing that the cluster does not keep too, so that an agent killed at any
 * moment finds everything again. All methods may be called from any thread.
 *
 * @see HoldOutcome
 * @see StopOutcome
 */
public interface ClusterDriver extends AutoCloseable {

    /**
     * What stands in the cluster now.
     *
     * @throws DriverFailure when the cluster cannot be asked
     */
    Inventory inventory();

    /**
     * Every run the cluster holds, and every ended one until {@link #forget}.
     *
     * @throws DriverFailure when the cluster cannot be asked
     */
    List<RunReport> runs();

    /** Measured utilisation; nodes nobody measures are left out. */
    List<NodeUsage> usage();

    /**
     * Makes the cluster hold a run. Idempotent by run id and generation: a run that exists, or has ended, is found and never
     * created again; a lower generation than the one held is ignored.
     */
    HoldOutcome hold(RunSpec spec);

    /** Ends a run by SIGTERM, by force after the order's grace period. Idempotent. */
    StopOutcome stop(StopOrder order);

    /** The planner has stored the ends of these runs: they need not be reported again. They stay impossible to create. */
    void forget(Collection<String> runIds);

    /** The live runs that the planner's newest orders do not mention. They go on; a driver may mark them for its people. */
    void markOrphans(Set<String> runIds);

    /**
     * Within what time after a run's lease is over something outside the agent surely tells the run to end; empty where there
     * is no such dead-man's switch.
     */
    default Optional<Duration> deadMansSwitch() {
        return Optional.empty();
    }

    /** The planner has answered a request that was sent so long ago: the leases of runs count from then. */
    default void heardPlanner(Duration ago) {}

    /**
     * The end of a run's log, of all its workers together. May take seconds, and is asked on a thread of its own.
     *
     * @param lines most lines that are wanted
     * @throws DriverFailure when there is no such run or its log cannot be read, saying why
     */
    LogLines log(String runId, int lines);

    /** Plan time as the planner just told it. Real clusters run on wall time and need not care. */
    void follow(PlanClock clock);

    /** Calls the listener, from any thread and without blocking it, whenever inventory or runs have changed. */
    void onChange(Runnable listener);

    /** Lets go of the cluster; whatever runs there goes on. */
    @Override
    void close();
}
