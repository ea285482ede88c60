package io.exaplan.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunState;
import io.exaplan.contract.StopReason;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.WithNull;
import org.jspecify.annotations.Nullable;

/** Whatever an agent says in whatever order, runs go forward. */
class RunStepProperties {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    @Property
    void stagesOnlyGoForward(@ForAll List<RunState> reports, @ForAll @WithNull StopReason stop) {
        RunRow run = run(RunStage.LEASED, stop, false);
        for (RunState report : reports) {
            RunStage before = run.stage();
            run = run(after(run, report), stop, false);

            assertThat(rank(run.stage())).isGreaterThanOrEqualTo(rank(before));
            if (before.ended()) {
                assertThat(run.stage()).isEqualTo(before);
            }
        }
    }

    @Property
    void theSameReportTwiceChangesNothing(@ForAll RunStage stage, @ForAll RunState report) {
        RunRow once = run(after(run(stage, null, false), report), null, false);

        assertThat(after(once, report)).isEqualTo(once.stage());
    }

    @Property
    void anEndedRunThatLivesIsLeftAlone(@ForAll RunState report) {
        RunStep step = RunStep.of(run(RunStage.SUCCEEDED, null, false), report(report), false, NOW);

        if (report == RunState.STARTING || report == RunState.RUNNING) {
            assertThat(step).isInstanceOf(RunStep.Undead.class);
        } else {
            assertThat(step).isEqualTo(new RunStep.EndKnown());
        }
    }

    private static RunStage after(RunRow run, RunState report) {
        return switch (RunStep.of(run, report(report), false, NOW)) {
            case RunStep.Moved moved ->
                RunMove.reported(run, moved.to(), moved.told(), NOW).to();
            case RunStep.Returned returned -> returned.to();
            case RunStep.Unchanged unchanged -> run.stage();
            case RunStep.EndKnown known -> run.stage();
            case RunStep.Undead undead -> run.stage();
        };
    }

    /** LOST is a pause: what comes after it ranks as what came before. */
    private static int rank(RunStage stage) {
        return switch (stage) {
            case LEASED -> 0;
            case STARTING -> 1;
            case RUNNING -> 2;
            case SUCCEEDED, FAILED, CANCELLED, PREEMPTED -> 3;
            case LOST -> 0;
        };
    }

    private static RunReport report(RunState state) {
        return new RunReport("run", 1, 1, state, null, null, null, null, null);
    }

    private static RunRow run(RunStage stage, @Nullable StopReason stop, boolean givenUp) {
        return new RunRow(
                new UUID(0, 1),
                1,
                1,
                1,
                1,
                stage,
                1,
                1,
                1,
                1,
                NOW,
                NOW,
                null,
                null,
                null,
                stop,
                null,
                null,
                givenUp,
                null,
                null,
                null);
    }
}
