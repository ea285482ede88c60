package io.exaplan.engine.replay.queue;

import io.exaplan.engine.replay.queue.HandicappedQueue.Coming;
import io.exaplan.engine.start.Arrival;
import io.exaplan.engine.start.ArrivalLog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/** Replays jobs under the rules of {@link HandicappedQueue}. */
public final class HandicappedReplay {
    private final MachineShape shape;
    private final HeadPolicy policy;
    private final RunTimes runTimes;
    private final LongSupplier nanoTime;
    private final DecisionTimes times;

    HandicappedReplay(
            MachineShape shape, HeadPolicy policy, RunTimes runTimes, LongSupplier nanoTime, DecisionTimes times) {
        this.shape = shape;
        this.policy = policy;
        this.runTimes = runTimes;
        this.nanoTime = nanoTime;
        this.times = times;
    }

    /**
     * As {@link QueueReplay#run}. Under estimated run times the policy is told what the user requested.
     *
     * @param started told at every decision how many have started; what it throws ends the replay
     */
    List<Ran> run(List<LoggedJob> history, List<LoggedJob> jobs, IntConsumer started) {
        ArrivalLog past = new ArrivalLog(QueueReplay.REMEMBERED);
        history.forEach(job -> past.add(arrival(job)));
        Coming coming = new Coming(
                jobs.stream().mapToLong(LoggedJob::submitSecond).toArray(),
                jobs.stream().mapToLong(this::told).toArray(),
                jobs.stream().mapToLong(LoggedJob::seconds).toArray(),
                jobs.stream().mapToInt(LoggedJob::devices).toArray());
        HandicappedQueue queue = new HandicappedQueue(coming, shape.devices());
        List<Started> starts = new ArrayList<>();
        queue.tell((index, second, waited, seconds) -> starts.add(new Started(jobs.get(index), second)));
        int seen = 0;
        while (queue.somebodyWaits()) {
            while (seen < queue.seen()) {
                past.add(arrival(jobs.get(seen++)));
            }
            long begun = nanoTime.getAsLong();
            int head = policy.choose(queue, past.seen());
            times.add(nanoTime.getAsLong() - begun);
            queue.head(head);
            started.accept(starts.size());
        }
        return SpreadPlacement.of(starts, shape);
    }

    /** A start, its devices counted. */
    record Started(LoggedJob job, long second) {}

    private Arrival arrival(LoggedJob job) {
        return new Arrival(job.submitSecond(), told(job), job.devices());
    }

    private long told(LoggedJob job) {
        return switch (runTimes) {
            case EXACT -> job.seconds();
            case ESTIMATED -> job.requestedSeconds() > 0 ? job.requestedSeconds() : job.seconds();
        };
    }
}
