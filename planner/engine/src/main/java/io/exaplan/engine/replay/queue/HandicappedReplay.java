package io.exaplan.engine.replay.queue;

import io.exaplan.engine.replay.queue.HandicappedQueue.Coming;
import io.exaplan.engine.start.Arrival;
import io.exaplan.engine.start.ArrivalLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/** Replays jobs under the rules of {@link HandicappedQueue}. */
public final class HandicappedReplay {
    private final MachineShape shape;
    private final HeadPolicy policy;
    private final RunTimes.Teller runTimes;
    private final LongSupplier nanoTime;
    private final DecisionTimes times;
    private final PriorityQueue<Started> running = new PriorityQueue<>(Comparator.comparingLong(Started::endSecond)
            .thenComparing(run -> run.job().id()));

    HandicappedReplay(
            MachineShape shape, HeadPolicy policy, RunTimes runTimes, LongSupplier nanoTime, DecisionTimes times) {
        this.shape = shape;
        this.policy = policy;
        this.runTimes = runTimes.teller();
        this.nanoTime = nanoTime;
        this.times = times;
    }

    /**
     * As {@link QueueReplay#run}; what is told of a run time is told when its job comes.
     *
     * @param started told at every decision how many have started; what it throws ends the replay
     */
    List<Ran> run(List<LoggedJob> history, List<LoggedJob> jobs, IntConsumer started) {
        ArrivalLog past = new ArrivalLog(QueueReplay.REMEMBERED);
        for (LoggedJob job : history) {
            past.add(new Arrival(job.submitSecond(), job.seconds(), job.devices()));
            runTimes.ended(job);
        }
        long[] told = new long[jobs.size()];
        Coming coming = new Coming(
                jobs.stream().mapToLong(LoggedJob::submitSecond).toArray(),
                (index, now) -> told[index] = told(jobs.get(index), now),
                jobs.stream().mapToLong(LoggedJob::seconds).toArray(),
                jobs.stream().mapToInt(LoggedJob::devices).toArray());
        HandicappedQueue queue = new HandicappedQueue(coming, shape.devices());
        List<Started> starts = new ArrayList<>();
        queue.tell((index, second, waited, seconds) -> {
            starts.add(new Started(jobs.get(index), second));
            running.add(starts.getLast());
        });
        int seen = 0;
        while (queue.somebodyWaits()) {
            for (; seen < queue.seen(); seen++) {
                LoggedJob job = jobs.get(seen);
                past.add(new Arrival(job.submitSecond(), told[seen], job.devices()));
            }
            long begun = nanoTime.getAsLong();
            int head = policy.choose(queue, past.seen());
            times.add(nanoTime.getAsLong() - begun);
            queue.head(head);
            started.accept(starts.size());
        }
        return SpreadPlacement.of(starts, shape);
    }

    /** By what has ended until now. */
    private long told(LoggedJob job, long now) {
        while (!running.isEmpty() && running.peek().endSecond() <= now) {
            runTimes.ended(running.remove().job());
        }
        return runTimes.seconds(job, 0);
    }

    /** A start, its devices counted. */
    record Started(LoggedJob job, long second) {

        private long endSecond() {
            return second + job.seconds();
        }
    }
}
