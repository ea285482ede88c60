package io.exaplan.engine.start;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a policy promises: the starts it would make from now until the end of a window if nobody else came. Whoever promises
 * starts half an hour ahead decides with the knowledge of half an hour ago; that is the price of the promise.
 */
public final class StartWindow {
    private final StartPolicy policy;
    private final long fromSecond;
    private final long untilSecond;
    private final List<PromisedStart> found = new ArrayList<>();
    private final List<PromisedStart> ahead;
    private final List<RunningJob> running;
    private final List<WaitingJob> waiting;
    private final List<Integer> usable;

    private StartWindow(StartState state, long untilSecond, StartPolicy policy) {
        this.policy = policy;
        this.fromSecond = state.nowSecond();
        this.untilSecond = untilSecond;
        this.ahead = new ArrayList<>(state.promised());
        this.ahead.sort(Comparator.comparingLong(PromisedStart::startSecond));
        this.running = new ArrayList<>(state.running());
        this.waiting = new ArrayList<>(state.waiting());
        this.usable = state.usable();
    }

    /**
     * The starts of a window, in the order of their time; starts already promised are kept and not named again.
     *
     * @param untilSecond the last second of the window; with {@code state.nowSecond()} the starts of now alone
     */
    public static List<PromisedStart> decide(StartState state, long untilSecond, StartPolicy policy) {
        StartWindow window = new StartWindow(state, untilSecond, policy);
        long second = state.nowSecond();
        while (second <= untilSecond && !window.waiting.isEmpty()) {
            window.decideAt(state.at(second, window.runningAt(second), window.waiting, window.ahead));
            second = window.next(second);
        }
        return window.found;
    }

    private void decideAt(StartState state) {
        List<Start> starts = policy.decide(state);
        for (Start start : starts) {
            WaitingJob job = waiting.stream()
                    .filter(waits -> waits.id() == start.jobId())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "The policy started job %d, which does not wait.".formatted(start.jobId())));
            PromisedStart promised = new PromisedStart(job, state.nowSecond(), start.shares());
            found.add(promised);
            running.add(new RunningJob(job.id(), promised.endSecond(), start.shares()));
        }
        Set<Long> ids = starts.stream().map(Start::jobId).collect(Collectors.toSet());
        waiting.removeIf(job -> ids.contains(job.id()));
    }

    /** What runs at a second: without what has ended by then, with the promised starts whose time has come. */
    private List<RunningJob> runningAt(long second) {
        running.removeIf(job -> second > fromSecond && job.endSecond() <= second);
        while (!ahead.isEmpty() && ahead.getFirst().startSecond() <= second) {
            PromisedStart due = ahead.removeFirst();
            if (due.shares().stream().allMatch(this::free)) {
                running.add(new RunningJob(due.job().id(), due.endSecond(), due.shares()));
            }
        }
        return running;
    }

    /** Whether a promise can be kept: what runs longer than was thought may hold its devices by then, as far as one knows now. */
    private boolean free(Share wanted) {
        int held = running.stream()
                .flatMap(job -> job.shares().stream())
                .filter(share -> share.node() == wanted.node())
                .mapToInt(Share::devices)
                .sum();
        return held + wanted.devices() <= usable.get(wanted.node());
    }

    private long next(long second) {
        long next = untilSecond + 1;
        for (RunningJob job : running) {
            next = job.endSecond() > second ? Math.min(next, job.endSecond()) : next;
        }
        for (PromisedStart promised : ahead) {
            next = Math.min(next, promised.startSecond());
        }
        return next;
    }
}
