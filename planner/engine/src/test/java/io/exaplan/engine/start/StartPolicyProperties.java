package io.exaplan.engine.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class StartPolicyProperties {

    @Property(tries = 200)
    void givesNoDeviceTwiceAndStartsNobodyTwice(
            @ForAll Objective objective,
            @ForAll @IntRange(min = 1, max = 12) int nodes,
            @ForAll @IntRange(min = 1, max = 8) int devices,
            @ForAll long seed) {
        StartState state = States.random(nodes, devices, new Random(seed));
        int[] free = free(state);
        Set<Long> waiting = new HashSet<>();
        state.waiting().forEach(job -> waiting.add(job.id()));

        for (Start start : policy(objective).decide(state)) {
            assertThat(waiting.remove(start.jobId())).isTrue();
            for (Share share : start.shares()) {
                free[share.node()] -= share.devices();
                assertThat(free[share.node()]).isNotNegative();
            }
            assertThat(start.shares().stream().mapToInt(Share::devices).sum())
                    .isEqualTo(job(state, start.jobId()).devices());
        }
    }

    @Property(tries = 100)
    void answersTheSameWhenAskedTwice(
            @ForAll Objective objective, @ForAll @IntRange(min = 1, max = 12) int nodes, @ForAll long seed) {
        StartState state = States.random(nodes, 2, new Random(seed));

        assertThat(policy(objective).decide(state)).isEqualTo(policy(objective).decide(state));
    }

    @Property(tries = 200)
    void nobodyDelaysTheJobThatNodesAreKeptFor(
            @ForAll @IntRange(min = 2, max = 12) int nodes,
            @ForAll @IntRange(min = 1, max = 8) int devices,
            @ForAll long seed) {
        Random random = new Random(seed);
        StartState state = States.random(nodes, devices, random);
        Board board = new Board(state);
        WaitingJob head = new WaitingJob(999, 0, 0, 500, 1 + random.nextInt(nodes * devices), 1);
        if (board.place(head) != null) {
            return;
        }
        board.keepFor(head);
        long promised = firstStart(state, List.of(), head);
        List<RunningJob> started = new ArrayList<>();
        for (WaitingJob job : state.waiting()) {
            List<Share> shares = board.place(job);
            if (shares != null) {
                board.take(job, shares);
                started.add(new RunningJob(job.id(), state.nowSecond() + job.seconds(), shares));
            }
        }

        assertThat(firstStart(state, started, head)).isLessThanOrEqualTo(promised);
    }

    private static StartPolicy policy(Objective objective) {
        return new AnticipatingPolicy(new StartSettings(objective, 1, 4, 20, 3, 2, 100_000));
    }

    /** When the job starts if nothing else does, by letting one run after the other end. */
    private static long firstStart(StartState state, List<RunningJob> started, WaitingJob job) {
        List<RunningJob> runs = new ArrayList<>(state.running());
        runs.addAll(started);
        List<Long> seconds = new ArrayList<>(
                runs.stream().map(RunningJob::endSecond).sorted().toList());
        for (long second : seconds) {
            List<RunningJob> left =
                    runs.stream().filter(run -> run.endSecond() > second).toList();
            StartState then = new StartState(
                    second, state.devicesPerNode(), state.usable(), left, List.of(), Arrivals.NONE, state.slowdowns());
            if (new Board(then).place(job) != null) {
                return second;
            }
        }
        return Long.MAX_VALUE;
    }

    private static int[] free(StartState state) {
        int[] free = state.usable().stream().mapToInt(Integer::intValue).toArray();
        for (RunningJob run : state.running()) {
            run.shares().forEach(share -> free[share.node()] -= share.devices());
        }
        return free;
    }

    private static WaitingJob job(StartState state, long id) {
        return state.waiting().stream()
                .filter(job -> job.id() == id)
                .findFirst()
                .orElseThrow();
    }
}
