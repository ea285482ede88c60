package io.exaplan.engine.replay.queue;

import io.exaplan.engine.start.Arrival;
import io.exaplan.engine.start.ArrivalLog;
import io.exaplan.engine.start.PromisedStart;
import io.exaplan.engine.start.RunningJob;
import io.exaplan.engine.start.StartPolicy;
import io.exaplan.engine.start.StartState;
import io.exaplan.engine.start.StartWindow;
import io.exaplan.engine.start.WaitingJob;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * The discrete-event clock: at each second at which something ends or comes, first everything that ends gives its devices back,
 * then everything that comes waits, then the policy is asked once for the starts of now and of the time ahead in which starts are promised. Where it leaves the machine idle it is asked again when it
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
    private final long frozenSeconds;

    private final QueueMachine machine;
    private final List<Integer> usable;
    private final ArrivalLog past = new ArrivalLog(REMEMBERED);
    private final Map<Long, LoggedJob> waiting = new LinkedHashMap<>();
    private final PriorityQueue<Running> running = new PriorityQueue<>(Running.BY_END);
    private final List<PromisedStart> promised = new ArrayList<>();
    private final Map<Long, LoggedJob> promisedJobs = new HashMap<>();
    private final TenantSlowdowns slowdowns = new TenantSlowdowns();
    private final List<Ran> ran = new ArrayList<>();
    private long nextId;
    private long brokenPromises;

    private record Running(long id, Ran ran) {
        private static final Comparator<Running> BY_END = Comparator.comparingLong(
                        (Running running) -> running.ran().endSecond())
                .thenComparingLong(Running::id);
    }

    /**
     * @param nanoTime a clock to measure the policy with; it decides nothing
     * @param frozenSeconds how far ahead starts are promised; 0 where nothing is
     */
    public QueueReplay(
            MachineShape shape,
            StartPolicy policy,
            RunTimes runTimes,
            LongSupplier nanoTime,
            DecisionTimes times,
            long frozenSeconds) {
        this.frozenSeconds = frozenSeconds;
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
        return run(history, jobs, started -> {});
    }

    /** @param started told at every event how many have started; what it throws ends the replay */
    List<Ran> run(List<LoggedJob> history, List<LoggedJob> jobs, IntConsumer started) {
        for (LoggedJob job : history) {
            past.add(new Arrival(job.submitSecond(), job.seconds(), job.devices()));
            runTimes.ended(job);
        }
        int next = 0;
        long again = NEVER;
        while (next < jobs.size() || !running.isEmpty() || !promised.isEmpty() || again < NEVER) {
            long comes = next < jobs.size() ? jobs.get(next).submitSecond() : NEVER;
            long ends = running.isEmpty() ? NEVER : running.peek().ran().endSecond();
            long now = Math.min(Math.min(again, firstPromise()), Math.min(comes, ends));
            end(now);
            beginDue(now);
            while (next < jobs.size() && jobs.get(next).submitSecond() <= now) {
                come(jobs.get(next++));
            }
            again = NEVER;
            if (!waiting.isEmpty() && (machine.freeDevices() > 0 || frozenSeconds > 0)) {
                StartState state = state(now);
                decide(state);
                if (running.isEmpty() && promised.isEmpty() && policy.lookAgainSecond(state) > now) {
                    again = policy.lookAgainSecond(state);
                }
            }
            started.accept(ran.size());
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
        List<PromisedStart> starts = StartWindow.decide(state, state.nowSecond() + frozenSeconds, policy);
        times.add(nanoTime.getAsLong() - begun);
        for (PromisedStart start : starts) {
            long id = start.job().id();
            promisedJobs.put(id, Objects.requireNonNull(waiting.remove(id)));
            promised.add(start);
        }
        promised.sort(Comparator.comparingLong(PromisedStart::startSecond));
        beginDue(state.nowSecond());
    }

    private long firstPromise() {
        return promised.isEmpty() ? NEVER : promised.getFirst().startSecond();
    }

    /** Starts what was promised by now. Where a run holds its devices longer than was thought, the job waits again. */
    private void beginDue(long now) {
        while (firstPromise() <= now) {
            PromisedStart due = promised.removeFirst();
            LoggedJob job = Objects.requireNonNull(promisedJobs.remove(due.job().id()));
            boolean free = due.shares().stream().allMatch(share -> machine.freeOf(share.node()) >= share.devices());
            if (due.startSecond() < now || !free) {
                waiting.put(due.job().id(), job);
                brokenPromises++;
            } else {
                begin(due, job);
            }
        }
    }

    private void begin(PromisedStart start, LoggedJob job) {
        machine.take(job, start.shares());
        Ran started = new Ran(job, start.startSecond(), start.shares());
        running.add(new Running(start.job().id(), started));
        slowdowns.add(started);
        ran.add(started);
    }

    /** Promised starts that could not be kept, because runs took longer than was thought. */
    long brokenPromises() {
        return brokenPromises;
    }

    private StartState state(long now) {
        List<RunningJob> runs = new ArrayList<>(running.size());
        for (Running run : running.stream().sorted(Running.BY_END).toList()) {
            LoggedJob job = run.ran().job();
            long started = run.ran().startSecond();
            long end = started + runTimes.seconds(job, now - started);
            runs.add(new RunningJob(run.id(), end, run.ran().shares()));
        }
        List<WaitingJob> waits = new ArrayList<>(waiting.size());
        waiting.forEach((id, job) -> waits.add(new WaitingJob(
                id, job.tenant(), job.submitSecond(), runTimes.seconds(job, 0), job.devices(), job.devices())));
        return new StartState(
                now, shape.devicesPerNode(), usable, runs, waits, past.seen(), slowdowns.means(), promised);
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
