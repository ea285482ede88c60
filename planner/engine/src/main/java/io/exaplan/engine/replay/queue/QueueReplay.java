package io.exaplan.engine.replay.queue;

import io.exaplan.engine.start.Arrival;
import io.exaplan.engine.start.ArrivalLog;
import io.exaplan.engine.start.RunningJob;
import io.exaplan.engine.start.Start;
import io.exaplan.engine.start.StartPolicy;
import io.exaplan.engine.start.StartState;
import io.exaplan.engine.start.WaitingJob;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;

/**
 * The discrete-event clock: at each second at which something ends or comes, first everything that ends gives its devices back,
 * then everything that comes waits, then the policy is asked once. Where it leaves the machine idle it is asked again when it
 * wants to be.
 */
public final class QueueReplay {
    /** Arrivals that count for what a policy learns. */
    static final int REMEMBERED = 8192;

    private static final long NEVER = Long.MAX_VALUE;

    private final MachineShape shape;
    private final StartPolicy policy;
    private final RunTimes.Teller runTimes;
    private final LongSupplier nanoTime;
    private final DecisionTimes times;

    private final QueueMachine machine;
    private final List<Integer> usable;
    private final ArrivalLog past = new ArrivalLog(REMEMBERED);
    private final Map<Long, LoggedJob> waiting = new LinkedHashMap<>();
    private final PriorityQueue<Running> running = new PriorityQueue<>(Running.BY_END);
    private final TenantSlowdowns slowdowns = new TenantSlowdowns();
    private final List<Ran> ran = new ArrayList<>();
    private long nextId;

    private record Running(long id, Ran ran) {
        private static final Comparator<Running> BY_END = Comparator.comparingLong(
                        (Running running) -> running.ran().endSecond())
                .thenComparingLong(Running::id);
    }

    /** @param nanoTime a clock to measure the policy with; it decides nothing */
    public QueueReplay(
            MachineShape shape, StartPolicy policy, RunTimes runTimes, LongSupplier nanoTime, DecisionTimes times) {
        this.shape = shape;
        this.policy = policy;
        this.runTimes = runTimes.teller();
        this.nanoTime = nanoTime;
        this.times = times;
        this.machine = new QueueMachine(shape);
        this.usable = List.copyOf(Collections.nCopies(shape.nodes(), shape.devicesPerNode()));
    }

    /**
     * Replays jobs on the machine, empty before the first comes.
     *
     * @param history what came before, for the policy to learn from
     * @param jobs in the order of their submission, none wider than the machine
     * @return every job, in the order of the starts
     */
    public List<Ran> run(List<LoggedJob> history, List<LoggedJob> jobs) {
        for (LoggedJob job : history) {
            past.add(new Arrival(job.submitSecond(), job.seconds(), job.devices()));
            runTimes.ended(job);
        }
        int next = 0;
        long again = NEVER;
        while (next < jobs.size() || !running.isEmpty() || again < NEVER) {
            long comes = next < jobs.size() ? jobs.get(next).submitSecond() : NEVER;
            long ends = running.isEmpty() ? NEVER : running.peek().ran().endSecond();
            long now = Math.min(again, Math.min(comes, ends));
            end(now);
            while (next < jobs.size() && jobs.get(next).submitSecond() <= now) {
                come(jobs.get(next++));
            }
            again = NEVER;
            if (!waiting.isEmpty() && machine.freeDevices() > 0) {
                StartState state = state(now);
                decide(state);
                if (running.isEmpty() && policy.lookAgainSecond(state) > now) {
                    again = policy.lookAgainSecond(state);
                }
            }
        }
        if (!waiting.isEmpty()) {
            throw new IllegalStateException("%d jobs never started, the first is %s."
                    .formatted(
                            waiting.size(), waiting.values().iterator().next().id()));
        }
        return ran;
    }

    private void end(long now) {
        while (!running.isEmpty() && running.peek().ran().endSecond() <= now) {
            Ran ended = running.remove().ran();
            machine.giveBack(ended.shares());
            runTimes.ended(ended.job());
        }
    }

    private void come(LoggedJob job) {
        waiting.put(nextId++, job);
        past.add(new Arrival(job.submitSecond(), runTimes.seconds(job, 0), job.devices()));
    }

    private void decide(StartState state) {
        long begun = nanoTime.getAsLong();
        List<Start> starts = policy.decide(state);
        times.add(nanoTime.getAsLong() - begun);
        for (Start start : starts) {
            LoggedJob job = waiting.remove(start.jobId());
            if (job == null) {
                throw new IllegalStateException(
                        "The policy started job %d, which does not wait.".formatted(start.jobId()));
            }
            machine.take(job, start.shares());
            Ran started = new Ran(job, state.nowSecond(), start.shares());
            running.add(new Running(start.jobId(), started));
            slowdowns.add(started);
            ran.add(started);
        }
    }

    private StartState state(long now) {
        List<RunningJob> runs = new ArrayList<>(running.size());
        for (Running run : running) {
            LoggedJob job = run.ran().job();
            long started = run.ran().startSecond();
            long end = started + runTimes.seconds(job, now - started);
            runs.add(new RunningJob(run.id(), end, run.ran().shares()));
        }
        List<WaitingJob> waits = new ArrayList<>(waiting.size());
        waiting.forEach((id, job) -> waits.add(new WaitingJob(
                id, job.tenant(), job.submitSecond(), runTimes.seconds(job, 0), job.devices(), job.devices())));
        return new StartState(now, shape.devicesPerNode(), usable, runs, waits, past.seen(), slowdowns.means());
    }

    /** Mean bounded slowdown of each tenant's started jobs. */
    private static final class TenantSlowdowns {
        private final Map<Integer, double[]> sums = new HashMap<>();

        void add(Ran ran) {
            double[] sum = sums.computeIfAbsent(ran.job().tenant(), tenant -> new double[2]);
            sum[0] += ran.boundedSlowdown();
            sum[1]++;
        }

        Map<Integer, Double> means() {
            Map<Integer, Double> means = HashMap.newHashMap(sums.size());
            sums.forEach((tenant, sum) -> means.put(tenant, sum[0] / sum[1]));
            return means;
        }
    }
}
