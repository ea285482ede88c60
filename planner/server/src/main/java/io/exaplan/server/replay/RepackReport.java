package io.exaplan.server.replay;

import io.exaplan.engine.placement.batch.Repacker.Repacked;
import io.exaplan.engine.replay.placement.RepackReplay;
import java.util.Map;

/**
 * What a repack moved and gained.
 *
 * @param leavePercent of the workers that found a node, how many left before
 * @param standing workers that stayed
 * @param budget most that were allowed to move
 * @param migrations that moved
 * @param largestGangs sum over the models of the largest gang that could start, in devices, before and after
 * @param largestGangsByModel the same for each model
 */
record RepackReport(
        double leavePercent,
        int standing,
        int budget,
        int migrations,
        BeforeAndAfter<Long> largestGangs,
        BeforeAndAfter<Map<String, Long>> largestGangsByModel) {

    record BeforeAndAfter<T>(T before, T after) {}

    static RepackReport of(double leavePercent, RepackReplay.Result result) {
        Repacked repacked = result.repacked();
        return new RepackReport(
                leavePercent,
                result.standing().size(),
                result.budget(),
                repacked.migrations(),
                new BeforeAndAfter<>(sum(repacked.gangsBefore()), sum(repacked.gangsAfter())),
                new BeforeAndAfter<>(repacked.gangsBefore(), repacked.gangsAfter()));
    }

    private static long sum(Map<String, Long> devices) {
        return devices.values().stream().mapToLong(Long::longValue).sum();
    }
}
