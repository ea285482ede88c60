package io.exaplan.engine.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AnticipatingPolicyTest {
    private static final long DAY = 86_400;

    private final StartPolicy forWait = new AnticipatingPolicy(StartSettings.of(Objective.WAIT, 1));
    private final StartPolicy forSlowdown = new AnticipatingPolicy(StartSettings.of(Objective.SLOWDOWN, 1));

    @Test
    void startsWhatFits() {
        StartState state =
                States.machine(2, 8).waits(1, 900, 60, 8).waits(2, 950, 60, 8).build();

        assertThat(started(forWait, state)).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void startsNothingWhereNothingFits() {
        StartState state = States.machine(1, 8)
                .runs(5000, new Share(0, 6))
                .waits(1, 900, 60, 4)
                .build();

        assertThat(forWait.decide(state)).isEmpty();
    }

    @Test
    void letsTheSmallestAreaGoFirst() {
        StartState state =
                States.machine(1, 8).waits(1, 900, 600, 8).waits(2, 950, 60, 8).build();

        assertThat(started(forWait, state)).containsExactly(2L);
    }

    @Test
    void putsAGangThatFitsOneNodeOnOneNode() {
        StartState state = States.machine(2, 8)
                .runs(5000, new Share(0, 4))
                .runs(5000, new Share(1, 4))
                .waits(1, 900, 60, 8)
                .build();

        assertThat(forWait.decide(state)).isEmpty();
    }

    @Test
    void putsAWideGangOnWhollyFreeNodesAndItsRemainderOnOneMore() {
        StartState state = States.machine(3, 8)
                .runs(5000, new Share(0, 4))
                .waits(1, 900, 60, 20)
                .build();

        List<Share> shares = forWait.decide(state).getFirst().shares();

        assertThat(shares).containsExactly(new Share(1, 8), new Share(2, 8), new Share(0, 4));
    }

    @Test
    void putsARemainderBesideRunsThatEndWithIt() {
        StartState state = States.machine(2, 8)
                .runs(9000, new Share(0, 4))
                .runs(1060, new Share(1, 4))
                .waits(1, 900, 60, 2)
                .build();

        assertThat(forWait.decide(state).getFirst().shares()).containsExactly(new Share(1, 2));
    }

    @Test
    void keepsNodesForTheFirstJobThatDoesNotFit() {
        StartState state = States.machine(2, 8)
                .runs(2000, new Share(0, 8))
                .runs(1500, new Share(1, 4))
                .waits(1, 900, 10, 16)
                .waits(2, 900, 5000, 1)
                .build();

        assertThat(forWait.decide(state)).isEmpty();
    }

    @Test
    void letsABackfilledJobEndBeforeWhatNodesAreKeptFor() {
        StartState state = States.machine(2, 8)
                .runs(2000, new Share(0, 8))
                .runs(1500, new Share(1, 4))
                .waits(1, 900, 10, 16)
                .waits(2, 900, 900, 1)
                .build();

        assertThat(started(forWait, state)).containsExactly(2L);
    }

    @Test
    void startsAJobThatWaitedTooLongBeforeAllOthers() {
        StartState state = States.machine(1, 8)
                .at(4 * DAY)
                .waits(1, DAY, 50 * DAY, 8)
                .waits(2, 4 * DAY - 1, 1, 8)
                .build();

        for (Objective objective : Objective.values()) {
            StartSettings settings = StartSettings.of(objective, 1);

            assertThat(started(new AnticipatingPolicy(settings.guarded()), state))
                    .containsExactly(1L);
            assertThat(started(new AnticipatingPolicy(settings), state)).containsExactly(2L);
        }
    }

    @Test
    void holdsALongJobBackWhereShortOnesAreSureToCome() {
        States states = States.machine(8, 1).at(100_000).runs(200_000, new Share(0, 1), new Share(1, 1));
        for (int second = 0; second < 100_000; second += 100) {
            states.came(second, second % 1000 == 0 ? 20_000 : 20, second % 1000 == 0 ? 6 : 2);
        }
        StartState state = states.waits(1, 99_999, 20_000, 6).build();

        assertThat(started(forSlowdown, state)).isEmpty();
    }

    @Test
    void leavesAnIdleMachineIdleOnlyAsLongAsSomebodyMayCome() {
        States states = States.machine(8, 1).at(100_000);
        for (int second = 0; second < 100_000; second += 10) {
            states.came(second, 10, 8);
        }
        StartState crowded = states.waits(1, 99_999, 50_000, 6).build();

        assertThat(started(forSlowdown, crowded)).isEmpty();
        // the last came at 99,990, nobody was ever away for more than 10 s
        assertThat(forSlowdown.lookAgainSecond(crowded)).isEqualTo(100_001);
        assertThat(started(forSlowdown, states.at(100_001).build())).containsExactly(1L);
    }

    private static List<Long> started(StartPolicy policy, StartState state) {
        return policy.decide(state).stream().map(Start::jobId).toList();
    }
}
