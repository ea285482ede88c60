package io.exaplan.engine.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The machine in the mind beside the one of nodes, on states drawn at random, the same ones each time. */
class OutlookTest {
    private static final int DRAWN = 3_000;
    private static final int LATE = 1_000_000;

    @Test
    void whatStartsInTheMindFindsItsNodes() {
        int started = eachState(state -> {
            Board board = new Board(state);
            for (int id : start(outlook(state))) {
                WaitingJob job = state.waiting().get(id);
                List<Share> shares = board.place(job);
                assertThat(shares).as("%s on %s", job, state).isNotNull();
                board.take(job, shares);
            }
        });

        assertThat(started).isGreaterThan(DRAWN);
    }

    @Test
    void whatFitsInTheMindIsWhatFitsOnTheNodes() {
        eachState(state -> {
            Board board = new Board(state);
            int[] fitting = state.waiting().stream()
                    .filter(job -> board.place(job) != null)
                    .mapToInt(job -> (int) job.id())
                    .toArray();

            assertThat(outlook(state).fitting()).containsExactlyInAnyOrder(fitting);
        });
    }

    @Test
    void nobodyDelaysTheFirstThatDoesNotFit() {
        int[] blocked = new int[1];
        eachState(state -> {
            int first = IntStream.range(0, state.waiting().size())
                    .boxed()
                    .min(Comparator.comparingDouble(id -> key(state, id)))
                    .orElse(-1);
            if (first >= 0 && of(state, first).fitting().length == 0) {
                blocked[0]++;
                assertThat(startSecond(outlook(state), first))
                        .as("%d of %s", first, state)
                        .isLessThanOrEqualTo(startSecond(of(state, first), first));
            }
        });

        assertThat(blocked[0]).isGreaterThan(DRAWN / 10);
    }

    @Test
    void aNewcomerStartsAsIfEverybodyHadBeenLookedAt() {
        Random random = new Random(7);
        eachState(state -> {
            Outlook one = outlook(state);
            Headroom rule = random.nextBoolean() ? Headroom.NONE : new Headroom(1 + one.usable() / 4, 500);
            one.startBy(rule, null);
            Outlook all = outlook(state);
            all.startBy(rule, null);
            for (int newcomer = 0; newcomer < 5; newcomer++) {
                long seconds = 1L + random.nextInt(2_000);
                int devices = 1 + random.nextInt(one.usable());
                for (Outlook each : new Outlook[] {one, all}) {
                    each.wait(100 + newcomer, (double) seconds * devices, 1, each.second(), seconds, devices);
                }
                one.startNewcomerBy(rule);
                all.startBy(rule, null);

                assertThat(one.waiting()).as("%s", state).isEqualTo(all.waiting());
                assertThat(one.cost()).isEqualTo(all.cost());
                assertThat(one.fitting()).isEqualTo(all.fitting());
            }
        });
    }

    @Test
    void allDevicesComeBack() {
        eachState(state -> {
            Outlook outlook = outlook(state);
            start(outlook);
            outlook.at(LATE);
            while (outlook.waiting() > 0) {
                start(outlook);
                outlook.at(outlook.second() + LATE);
            }

            assertThat(outlook.running()).isZero();
            outlook.wait(0, 0, 1, 0, 1, outlook.usable());
            assertThat(outlook.fitting()).containsExactly(0);
        });
    }

    @Test
    void devicesLeftOnSharedNodesAreNoNodeForAGang() {
        StartState state = States.machine(2, 8)
                .runs(5_000, new Share(0, 4))
                .runs(5_000, new Share(1, 4))
                .waits(0, 900, 60, 8)
                .waits(1, 900, 60, 4)
                .build();

        assertThat(start(outlook(state))).containsExactly(1);
    }

    @Test
    void aNodeThatLacksADeviceIsSharedButNeverWhole() {
        StartState state = States.machine(2, 8)
                .lacks(1, 1)
                .runs(2_000, new Share(0, 8))
                .runs(2_000, new Share(1, 2))
                .waits(0, 900, 60, 16)
                .waits(1, 900, 60, 8)
                .waits(2, 900, 60, 7)
                .waits(3, 900, 60, 5)
                .build();
        Outlook outlook = outlook(state);

        assertThat(outlook.fitting()).containsExactly(3);
        outlook.at(2_000);
        assertThat(outlook.fitting()).containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void whatIsPromisedIsHeldFromNowOn() {
        StartState state = States.machine(1, 8)
                .runs(2_000, new Share(0, 8))
                .promised(new PromisedStart(new WaitingJob(9, 0, 900, 500, 4, 1), 2_000, List.of(new Share(0, 4))))
                .waits(0, 900, 60, 8)
                .waits(1, 900, 60, 4)
                .build();
        Outlook outlook = outlook(state);

        assertThat(outlook.fitting()).isEmpty();
        outlook.at(2_000);
        assertThat(outlook.fitting()).containsExactly(1);
        outlook.at(2_500);
        assertThat(outlook.fitting()).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void devicesThatArePromisedAfterARunAreNotCountedTwice() {
        StartState state = States.machine(4, 1)
                .runs(2_000, new Share(0, 1))
                .promised(new PromisedStart(new WaitingJob(9, 0, 900, 500, 1, 1), 2_000, List.of(new Share(0, 1))))
                .runs(1_500, new Share(1, 1))
                .waits(0, 900, 60, 2)
                .build();

        assertThat(outlook(state).fitting()).containsExactly(0);
    }

    @Test
    void whoNeverFitsReservesNothingAndLeavesItToTheNext() {
        StartState state = States.machine(2, 8)
                .lacks(0, 1)
                .lacks(1, 1)
                .runs(2_000, new Share(0, 3))
                .runs(5_000, new Share(1, 7))
                .waits(0, 900, 10, 8)
                .waits(1, 900, 100, 7)
                .waits(2, 900, 2_000, 4)
                .build();

        assertThat(start(outlook(state))).as("2 would delay 1").isEmpty();
    }

    /** Gives how many jobs started in all. */
    private static int eachState(Consumer<StartState> check) {
        int started = 0;
        for (int seed = 1; seed <= DRAWN; seed++) {
            Random random = new Random(seed);
            StartState state = States.random(1 + random.nextInt(12), 1 + random.nextInt(8), random);
            started += start(outlook(state)).length;
            check.accept(state);
        }
        return started;
    }

    private static Outlook outlook(StartState state) {
        return of(state, IntStream.range(0, state.waiting().size()).toArray());
    }

    private static Outlook of(StartState state, int... ids) {
        Outlook outlook = Outlook.of(
                state, state.usable().stream().mapToInt(Integer::intValue).sum());
        for (int id : ids) {
            WaitingJob job = state.waiting().get(id);
            outlook.wait(id, key(state, id), 1, job.submittedSecond(), job.seconds(), job.devices());
        }
        return outlook;
    }

    private static double key(StartState state, int id) {
        return new Urgency(Objective.WAIT, Map.of()).key(state.waiting().get(id));
    }

    private static int[] start(Outlook outlook) {
        int[] started = new int[outlook.waiting()];
        return Arrays.copyOf(started, outlook.startBy(Headroom.NONE, started));
    }

    private static long startSecond(Outlook outlook, int wanted) {
        while (Arrays.stream(start(outlook)).noneMatch(id -> id == wanted)) {
            outlook.at(outlook.nextEnd());
        }
        return outlook.second();
    }
}
