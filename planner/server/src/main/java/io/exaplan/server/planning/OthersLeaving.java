package io.exaplan.server.planning;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.kernel.Seconds;
import io.exaplan.server.inventory.ForeignEnd;
import io.exaplan.server.inventory.NodeRow;
import io.exaplan.server.inventory.PartitionRow;
import io.exaplan.server.planning.PartitionAssembly.HeldRun;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a partition is planned to get back from work of others. It is a foresight for the plan and starts nothing: a start
 * that comes due finds its nodes as they are, and until they are free the foresight is never for now.
 */
final class OthersLeaving {
    private static final long SHORTEST_STAY = 60;

    private final Collection<HeldRun> runs;
    private Profile milliDevices = Profile.ZERO;
    private Profile wholeNodes = Profile.ZERO;

    private OthersLeaving(Collection<HeldRun> runs) {
        this.runs = runs;
    }

    private record Leave(long second, long milliDevices) {}

    /** As of a second of plan time, with the runs that stand on the partition beside that work. */
    static OthersLeaving of(PartitionRow row, long nowSecond, Collection<HeldRun> runs) {
        OthersLeaving leaving = new OthersLeaving(runs);
        row.usableNodes().stream()
                .filter(node -> !node.foreignEnds().isEmpty())
                .forEach(node -> leaving.add(node, leaves(node, nowSecond)));
        return leaving;
    }

    /** The first second at which something of it would have to be true; until then it stays the same. */
    static OptionalLong first(PartitionRow row, long nowSecond) {
        return row.usableNodes().stream()
                .flatMap(node -> leaves(node, nowSecond).stream())
                .mapToLong(Leave::second)
                .min();
    }

    /**
     * When work that is still there is expected to end: as assumed, and once that is past a minute later, then two, four,
     * eight and so on: what has stayed too long is as likely to stay as long again.
     */
    static long expected(long assumedSecond, long nowSecond) {
        long stay = SHORTEST_STAY;
        while (assumedSecond + stay <= nowSecond) {
            stay *= 2;
        }
        return nowSecond < assumedSecond ? assumedSecond : assumedSecond + stay;
    }

    /** Thousandths of devices that come back. */
    Profile milliDevices() {
        return milliDevices;
    }

    /** Nodes that come to be wholly usable. */
    Profile wholeNodes() {
        return wholeNodes;
    }

    private static List<Leave> leaves(NodeRow node, long nowSecond) {
        return node.foreignEnds().stream()
                .map(end -> new Leave(expected(second(end), nowSecond), end.milliDevices()))
                .sorted(Comparator.comparingLong(Leave::second))
                .toList();
    }

    /** The first whole second at which it has surely ended. */
    private static long second(ForeignEnd end) {
        return end.at().plusNanos(999_999_999).getEpochSecond();
    }

    private void add(NodeRow node, List<Leave> leaves) {
        long used = node.foreignMilli();
        for (Leave leave : leaves) {
            long more = node.healthyMilliDevices(used - leave.milliDevices()) - node.healthyMilliDevices(used);
            milliDevices = milliDevices.plus(leave.second(), Seconds.FOREVER, more);
            used -= leave.milliDevices();
        }
        if (used == 0 && node.unhealthyDevices().isEmpty()) {
            long empty = Math.max(leaves.getLast().second(), lastEndOn(node));
            wholeNodes = wholeNodes.plus(empty, Seconds.FOREVER, 1);
        }
    }

    /** A run on a node that is not whole takes none of the whole ones, so the node is not one of them before the run ends. */
    private long lastEndOn(NodeRow node) {
        return runs.stream()
                .filter(run -> run.nodes().contains(node.name()))
                .mapToLong(HeldRun::endSecond)
                .max()
                .orElse(Long.MIN_VALUE);
    }
}
