package io.exaplan.engine.replay.queue;

import io.exaplan.engine.start.StartSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A log replayed under a policy, whole or in sequences, each on a machine of its own.
 *
 * @param shape the machine
 * @param policy what decides
 * @param settings of the production policy, which is guarded where run times are estimated
 * @param runTimes what policies are told of run times
 * @param world the rules of the replay
 * @param starts where sequences start, counted from 0 in the order of the log; none for the whole log
 * @param length how many jobs a sequence has
 * @param frozenSeconds how far ahead starts are promised, under clean rules; 0 where nothing is
 */
public record QueueExperiment(
        MachineShape shape,
        QueuePolicy policy,
        StartSettings settings,
        RunTimes runTimes,
        World world,
        List<Integer> starts,
        int length,
        long frozenSeconds) {
    /** Log lines before the start of a sequence that may be learned from. */
    private static final int HISTORY = 1024;

    /** The rules of a replay. */
    public enum World {
        /** Every arrival is seen at once, and whatever fits may start at any time. */
        CLEAN,

        /** Those of the simulator that published figures were made with: {@link HandicappedQueue}. */
        RLSCHEDULER
    }

    /**
     * What came of it.
     *
     * @param sequences the jobs of each sequence, in the order of their starts
     * @param figures over all of them
     * @param times of the decisions
     * @param tooWide jobs wider than the machine, left out
     */
    public record Outcome(List<Sequence> sequences, QueueFigures figures, DecisionTimes times, List<String> tooWide) {
        /** What no schedule of these jobs beats in the mean wait, under clean rules ({@link WaitBound}). */
        public double meanWaitBoundSeconds(MachineShape shape) {
            double sum = 0;
            int count = 0;
            for (Sequence sequence : sequences) {
                List<LoggedJob> jobs =
                        bySubmission(sequence.ran().stream().map(Ran::job).toList());
                sum += jobs.size() * WaitBound.meanWaitSeconds(jobs, shape, figures.meanWaitSeconds());
                count += jobs.size();
            }
            return count == 0 ? 0 : sum / count;
        }
    }

    /** Follows a replay. */
    @FunctionalInterface
    public interface Progress {
        /** A sequence begins; says which, and under what. */
        void begins(String sequence);

        /**
         * The replay goes on; called at every event of it, so it must be brief. What it throws ends the replay.
         *
         * @param jobs how many of the sequence have started
         */
        default void started(int jobs) {}
    }

    /** @param start where the sequence starts in the log */
    public record Sequence(int start, List<Ran> ran) {}

    public QueueExperiment {
        if (frozenSeconds < 0 || (frozenSeconds > 0 && world == World.RLSCHEDULER)) {
            throw new IllegalArgumentException(
                    "Starts promised %d s ahead under %s rules.\nGive 0 or more under clean rules; the others promise nothing."
                            .formatted(frozenSeconds, world));
        }
        starts = List.copyOf(starts);
        settings = runTimes == RunTimes.ESTIMATED ? settings.guarded() : settings;
    }

    /** Where nothing is promised. */
    public QueueExperiment(
            MachineShape shape,
            QueuePolicy policy,
            StartSettings settings,
            RunTimes runTimes,
            World world,
            List<Integer> starts,
            int length) {
        this(shape, policy, settings, runTimes, world, starts, length, 0);
    }

    /**
     * @param nanoTime a clock to measure the policy with; it decides nothing
     * @param progress told how far it is
     */
    public Outcome run(QueueLog log, LongSupplier nanoTime, Progress progress) {
        DecisionTimes times = new DecisionTimes();
        List<Sequence> sequences = new ArrayList<>();
        List<String> tooWide = new ArrayList<>();
        List<Integer> firsts = starts.isEmpty() ? List.of(0) : starts;
        int count = starts.isEmpty() ? log.jobs().size() : length;
        for (int first : firsts) {
            if (first < 0 || first + count > log.jobs().size()) {
                throw new IllegalArgumentException("A sequence of %d jobs from %d on, in a log of %d."
                        .formatted(count, first, log.jobs().size()));
            }
            progress.begins("%s: %d jobs from %d on".formatted(policy.commandName(), count, first));
            List<LoggedJob> history = log.jobs().subList(Math.max(0, first - HISTORY), first);
            List<LoggedJob> jobs = fitting(log.jobs().subList(first, first + count), tooWide);
            sequences.add(
                    new Sequence(first, replay(bySubmission(history), bySubmission(jobs), nanoTime, times, progress)));
        }
        List<List<Ran>> ran = sequences.stream().map(Sequence::ran).toList();
        return new Outcome(sequences, QueueFigures.of(ran, shape), times, tooWide);
    }

    private List<Ran> replay(
            List<LoggedJob> history,
            List<LoggedJob> jobs,
            LongSupplier nanoTime,
            DecisionTimes times,
            Progress progress) {
        return switch (world) {
            case CLEAN ->
                new QueueReplay(shape, policy.startPolicy(settings), runTimes, nanoTime, times, frozenSeconds)
                        .run(history, jobs, progress::started);
            case RLSCHEDULER ->
                new HandicappedReplay(shape, policy.headPolicy(settings), runTimes, nanoTime, times)
                        .run(history, jobs, progress::started);
        };
    }

    private List<LoggedJob> fitting(List<LoggedJob> jobs, List<String> tooWide) {
        List<LoggedJob> fitting = new ArrayList<>(jobs.size());
        for (LoggedJob job : jobs) {
            if (job.devices() <= shape.devices()) {
                fitting.add(job);
            } else {
                tooWide.add("job %s wants %d devices, the machine has %d."
                        .formatted(job.id(), job.devices(), shape.devices()));
            }
        }
        return fitting;
    }

    private static List<LoggedJob> bySubmission(List<LoggedJob> jobs) {
        return jobs.stream()
                .sorted(Comparator.comparingLong(LoggedJob::submitSecond))
                .toList();
    }
}
