package io.exaplan.engine.start;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Starts jobs with an eye on those that have not come yet.
 *
 * <p>The order is that of {@link Urgency}. Where gangs are small beside the machine, arrivals average out, and the order is enough. Where
 * a few gangs can fill it, the decision is made by {@link Lookahead}. What starts is then placed on concrete nodes, and nodes are kept
 * for the first jobs that do not fit.
 */
public final class AnticipatingPolicy implements StartPolicy {
    /** Gangs are coarse where so many of the widest of a hundred jobs fill the machine. */
    private static final int COARSE = 32;

    private static final double WIDEST = 0.99;

    private final StartSettings settings;

    public AnticipatingPolicy(StartSettings settings) {
        this.settings = settings;
    }

    @Override
    public List<Start> decide(StartState state) {
        Board board = new Board(state);
        if (state.waiting().stream().noneMatch(job -> job.devices() <= board.free())) {
            return List.of();
        }
        Urgency urgency = new Urgency(settings.objective(), state.slowdowns());
        List<Ranked> ranked = ranked(state, urgency);
        List<Start> starts =
                looksAhead(state, board) ? lookAhead(state, board, ranked, urgency) : byRule(board, ranked);
        return starts.isEmpty() && state.idle() && !mayIdle(state, board)
                ? firstThatFits(new Board(state), ranked)
                : starts;
    }

    @Override
    public long lookAgainSecond(StartState state) {
        return state.nowSecond()
                - state.past().silence(state.nowSecond())
                + state.past().longestGap()
                + 1;
    }

    /** An idle machine may wait for arrivals, but not longer than they have ever kept it waiting. */
    private boolean mayIdle(StartState state, Board board) {
        return looksAhead(state, board)
                && state.past().silence(state.nowSecond()) <= state.past().longestGap();
    }

    private record Ranked(WaitingJob job, double key, boolean overdue) {
        private static final Comparator<Ranked> ORDER = Comparator.comparing((Ranked ranked) -> !ranked.overdue())
                .thenComparingDouble(Ranked::key)
                .thenComparingLong(ranked -> ranked.job().submittedSecond())
                .thenComparingLong(ranked -> ranked.job().id());
    }

    /** In their order, except that of the jobs that waited too long the one that waited longest goes first. */
    private List<Ranked> ranked(StartState state, Urgency urgency) {
        WaitingJob overdue = state.waiting().stream()
                .filter(job -> state.nowSecond() - job.submittedSecond() > settings.longestWaitSeconds())
                .min(Comparator.comparingLong(WaitingJob::submittedSecond).thenComparingLong(WaitingJob::id))
                .orElse(null);
        List<Ranked> ranked = new ArrayList<>(state.waiting().size());
        for (WaitingJob job : state.waiting()) {
            ranked.add(new Ranked(job, urgency.key(job), job.equals(overdue)));
        }
        ranked.sort(Ranked.ORDER);
        return ranked;
    }

    private boolean looksAhead(StartState state, Board board) {
        Habits habits = state.past().habits();
        return settings.futures() > 0 && habits.known() && (long) COARSE * habits.devices(WIDEST) >= board.usable();
    }

    private List<Start> byRule(Board board, List<Ranked> ranked) {
        List<Start> starts = new ArrayList<>();
        int kept = 0;
        for (Ranked next : ranked) {
            WaitingJob job = next.job();
            if (board.free() == 0) {
                break;
            }
            if (!start(job, board, starts) && kept < settings.reservations()) {
                board.keepFor(job);
                kept++;
            }
        }
        return starts;
    }

    private List<Start> lookAhead(StartState state, Board board, List<Ranked> ranked, Urgency urgency) {
        List<Start> starts = new ArrayList<>();
        List<Ranked> free = startOverdue(board, ranked, starts);
        if (free.stream().noneMatch(next -> next.job().devices() <= board.free())) {
            return starts;
        }
        Outlook present = Outlook.of(started(state, starts), board.usable());
        for (int index = 0; index < free.size(); index++) {
            WaitingJob job = free.get(index).job();
            if (job.devices() <= board.usable()) {
                long since = job.submittedSecond() + urgency.free(job.seconds());
                present.wait(index, free.get(index).key(), urgency.perSecond(job), since, job.seconds(), job.devices());
            }
        }
        SplittableRandom random = new SplittableRandom(settings.seed() * 0x9E3779B97F4A7C15L + state.nowSecond());
        Lookahead lookahead = new Lookahead(present, state.past(), settings, urgency, random);
        int kept = 0;
        for (int index : lookahead.choose(Rules.from(state.past().habits(), board.usable()))) {
            if (!start(free.get(index).job(), board, starts) && kept < settings.reservations()) {
                board.keepFor(free.get(index).job());
                kept++;
            }
        }
        return starts;
    }

    /** The state with these running. */
    private static StartState started(StartState state, List<Start> starts) {
        List<RunningJob> running = new ArrayList<>(state.running());
        for (Start start : starts) {
            WaitingJob job = state.waiting().stream()
                    .filter(waits -> waits.id() == start.jobId())
                    .findFirst()
                    .orElseThrow();
            running.add(new RunningJob(job.id(), state.nowSecond() + job.seconds(), start.shares()));
        }
        return state.at(state.nowSecond(), running, state.waiting(), state.promised());
    }

    /** Jobs that waited too long start or have nodes kept for them; the others are given back. */
    private static List<Ranked> startOverdue(Board board, List<Ranked> ranked, List<Start> starts) {
        List<Ranked> others = new ArrayList<>(ranked.size());
        boolean kept = false;
        for (Ranked next : ranked) {
            if (!next.overdue()) {
                others.add(next);
            } else if (!start(next.job(), board, starts) && !kept) {
                board.keepFor(next.job());
                kept = true;
            }
        }
        return others;
    }

    private static boolean start(WaitingJob job, Board board, List<Start> starts) {
        @Nullable List<Share> shares = board.place(job);
        if (shares == null) {
            return false;
        }
        board.take(job, shares);
        starts.add(new Start(job.id(), shares));
        return true;
    }

    private static List<Start> firstThatFits(Board board, List<Ranked> ranked) {
        List<Start> starts = new ArrayList<>(1);
        for (Ranked next : ranked) {
            if (start(next.job(), board, starts)) {
                return starts;
            }
        }
        return starts;
    }
}
