package io.exaplan.agent.apply;

import io.exaplan.agent.driver.ClusterDriver;
import io.exaplan.agent.driver.HoldOutcome;
import io.exaplan.agent.driver.StopOutcome;
import io.exaplan.contract.HoldOrder;
import io.exaplan.contract.OrdersSeen;
import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.StopOrder;
import io.exaplan.contract.StopReason;
import io.exaplan.contract.SyncResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the orders of one session. Nothing stops because it is not mentioned; orders older than the newest are passed over;
 * what cannot be done is remarked upon and left as it is. One thread applies; another may ask what came of it.
 */
public final class OrdersApplier {

    private static final Logger LOG = LoggerFactory.getLogger(OrdersApplier.class);

    private final ClusterDriver driver;
    private final OrdersGuard guard;
    private volatile Remarks remarks = new Remarks();
    private Set<String> orphans = Set.of();

    /** An applier for a session that was just opened on this database. */
    public OrdersApplier(ClusterDriver driver, String databaseId) {
        this.driver = driver;
        this.guard = new OrdersGuard(databaseId);
    }

    /** What came of a set of orders. */
    public enum Outcome {
        /** Everything is done, and the cluster's reports tell it. */
        DONE,
        /** Everything is done that can be, and there is a new remark to report. */
        REMARKED,
        /** Something was not possible now, or lacked its specification: the planner should be asked again after a while. */
        INCOMPLETE,
        /** The orders are older than others, or another database's; nothing was done. */
        OLD
    }

    /**
     * Carries the orders out, stops before holds, as a stop may free what a hold needs.
     *
     * @throws io.exaplan.agent.driver.DriverFailure when the cluster cannot be driven; the orders may be applied again
     */
    public Outcome apply(SyncResponse response) {
        driver.forget(response.acknowledged());
        if (!guard.admits(response.orders())) {
            LOG.info("Orders {} are old and passed over.", response.orders());
            return Outcome.OLD;
        }
        Map<String, RunReport> held = driver.runs().stream()
                .collect(Collectors.toMap(RunReport::runId, Function.identity(), (first, second) -> first));
        Remarks earlier = remarks;
        Remarks now = new Remarks();
        boolean complete = true;
        for (StopOrder order : response.stop()) {
            complete &= stop(order, now);
        }
        for (HoldOrder order : response.hold()) {
            complete &= hold(order, Optional.ofNullable(held.get(order.runId())), earlier, now);
        }
        remarks = now;
        tellOrphans(response);
        boolean news = !now.all().isEmpty() && !now.saysNoMoreThan(earlier);
        if (news) {
            now.all().forEach(remark -> LOG.warn("Run {}: {}", remark.runId(), remark.message()));
        }
        if (!complete) {
            return Outcome.INCOMPLETE;
        }
        guard.appliedInFull(response.orders());
        return news ? Outcome.REMARKED : Outcome.DONE;
    }

    /** The newest orders that were applied in full. */
    public Optional<OrdersSeen> seen() {
        return guard.seen();
    }

    /** The cluster's reports with what the agent has to remark on the orders. */
    public List<RunReport> remarkOn(List<RunReport> reports) {
        return remarks.over(reports);
    }

    private boolean stop(StopOrder order, Remarks now) {
        if (order.reason() == StopReason.UNSUPPORTED) {
            now.unsupported(
                    order, "The reason to stop is not known to this agent; the run goes on. Upgrade the agent.");
            return true;
        }
        return switch (driver.stop(order)) {
            case StopOutcome.Ending ending -> true;
            case StopOutcome.NeverHeld never -> {
                now.neverHeld(order);
                yield true;
            }
            case StopOutcome.Postponed postponed -> postponed(order.runId(), postponed.problem());
        };
    }

    private boolean hold(HoldOrder order, Optional<RunReport> known, Remarks earlier, Remarks now) {
        RunSpec spec = order.spec();
        if (spec == null) {
            return now.keep(earlier, order)
                    || known.filter(run -> fulfils(run, order)).isPresent();
        }
        if (!spec.runId().equals(order.runId()) || spec.generation() != order.generation()) {
            now.unsupported(
                    order,
                    spec.jobId(),
                    "The specification is for run %s, generation %d.".formatted(spec.runId(), spec.generation()));
            return true;
        }
        return switch (driver.hold(spec)) {
            case HoldOutcome.Held held -> true;
            case HoldOutcome.Impossible impossible -> {
                now.unsupported(order, spec.jobId(), impossible.problem());
                yield true;
            }
            case HoldOutcome.Postponed postponed -> postponed(order.runId(), postponed.problem());
        };
    }

    /** An order without a specification asks for nothing new, unless the planner has mistaken what the cluster holds. */
    private static boolean fulfils(RunReport run, HoldOrder order) {
        return run.state().ended() || run.generation() >= order.generation();
    }

    private void tellOrphans(SyncResponse response) {
        Set<String> mentioned = Stream.concat(
                        response.hold().stream().map(HoldOrder::runId),
                        response.stop().stream().map(StopOrder::runId))
                .collect(Collectors.toSet());
        Set<String> unmentioned = driver.runs().stream()
                .filter(run -> !run.state().ended() && !mentioned.contains(run.runId()))
                .map(RunReport::runId)
                .collect(Collectors.toSet());
        driver.markOrphans(unmentioned);
        if (!unmentioned.equals(orphans)) {
            LOG.warn("{} runs go on that the planner does not mention: {}", unmentioned.size(), unmentioned);
            orphans = unmentioned;
        }
    }

    private static boolean postponed(String runId, String problem) {
        LOG.warn("Run {} has to wait: {}", runId, problem);
        return false;
    }
}
