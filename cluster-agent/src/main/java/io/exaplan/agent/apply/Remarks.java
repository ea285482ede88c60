package io.exaplan.agent.apply;

import io.exaplan.contract.HoldOrder;
import io.exaplan.contract.RunReasons;
import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunState;
import io.exaplan.contract.StopOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the agent has to say about runs beyond what the cluster says: what it cannot do, and what never was. */
final class Remarks {

    private final Map<String, RunReport> byRun = new LinkedHashMap<>();

    void unsupported(HoldOrder order, long jobId, String problem) {
        put(order.runId(), jobId, order.generation(), RunState.UNSUPPORTED, RunReasons.UNSUPPORTED, problem);
    }

    void unsupported(StopOrder order, String problem) {
        put(order.runId(), 0, 0, RunState.UNSUPPORTED, RunReasons.UNSUPPORTED, problem);
    }

    void neverHeld(StopOrder order) {
        put(order.runId(), 0, 0, RunState.STOPPED, RunReasons.NEVER_HELD, "This cluster never held the run.");
    }

    /** Keeps an earlier remark on the same generation, as its specification travels once only. */
    boolean keep(Remarks earlier, HoldOrder order) {
        Optional<RunReport> remark = Optional.ofNullable(earlier.byRun.get(order.runId()))
                .filter(known -> known.generation() == order.generation());
        remark.ifPresent(known -> byRun.put(order.runId(), known));
        return remark.isPresent();
    }

    /** The cluster's reports with the remarks laid over; what the cluster knows of a remarked run stays. */
    List<RunReport> over(List<RunReport> reports) {
        List<RunReport> merged = new ArrayList<>(reports.size() + byRun.size());
        Set<String> reported = new HashSet<>();
        for (RunReport report : reports) {
            reported.add(report.runId());
            RunReport remark = byRun.get(report.runId());
            merged.add(remark == null || report.state().ended() ? report : over(report, remark));
        }
        byRun.values().stream()
                .filter(remark -> !reported.contains(remark.runId()))
                .forEach(merged::add);
        return merged;
    }

    /** Whether there is nothing to say that was not said before. */
    boolean saysNoMoreThan(Remarks earlier) {
        return byRun.equals(earlier.byRun);
    }

    List<RunReport> all() {
        return List.copyOf(byRun.values());
    }

    private static RunReport over(RunReport held, RunReport remark) {
        return new RunReport(
                held.runId(),
                held.jobId(),
                held.generation(),
                remark.state(),
                held.startedAt(),
                held.endedAt(),
                held.exitCode(),
                remark.reason(),
                remark.message());
    }

    private void put(String runId, long jobId, int generation, RunState state, String reason, String message) {
        byRun.put(runId, new RunReport(runId, jobId, generation, state, null, null, null, reason, message));
    }
}
