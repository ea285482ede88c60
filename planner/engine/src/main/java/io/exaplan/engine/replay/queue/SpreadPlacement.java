package io.exaplan.engine.replay.queue;

import io.exaplan.engine.replay.queue.HandicappedReplay.Started;
import io.exaplan.engine.start.Share;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Concrete devices for starts that were decided by count: any free ones, gangs spread as it happens. */
final class SpreadPlacement {
    private SpreadPlacement() {}

    static List<Ran> of(List<Started> starts, MachineShape shape) {
        QueueMachine machine = new QueueMachine(shape);
        PriorityQueue<Ran> running = new PriorityQueue<>(Comparator.comparingLong(Ran::endSecond));
        List<Ran> placed = new ArrayList<>(starts.size());
        for (Started start : starts) {
            while (!running.isEmpty() && running.peek().endSecond() <= start.second()) {
                machine.giveBack(running.remove().shares());
            }
            Ran ran = new Ran(
                    start.job(), start.second(), shares(machine, start.job().devices()));
            machine.take(start.job(), ran.shares());
            running.add(ran);
            placed.add(ran);
        }
        return placed;
    }

    private static List<Share> shares(QueueMachine machine, int devices) {
        List<Share> shares = new ArrayList<>();
        int left = devices;
        for (int node = 0; left > 0; node++) {
            int taken = Math.min(left, machine.freeOf(node));
            if (taken > 0) {
                shares.add(new Share(node, taken));
                left -= taken;
            }
        }
        return shares;
    }
}
