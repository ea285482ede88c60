package io.exaplan.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An experiment that fails says so in its figures and its exit code, and never for want of having looked. */
class VerdictsTest {

    private static final List<String> AUDIT = List.of("exaplan-agent", "simulate", "audit");

    @Test
    void chaosIsGoodWhenAllFaultsHappenedAndNothingWasLost() {
        assertThat(chaos(30, 0, 0, 7, 7, 12.5)).isTrue();
        assertThat(chaos(30, 0, 0, 0, 0, 12.5)).isTrue();
    }

    @Test
    void chaosIsBadWhenAFaultDidNotHappen() {
        assertThat(chaos(29, 0, 0, 0, 0, 12.5)).isFalse();
    }

    @Test
    void chaosIsBadWhenAJobWasLostOrARunDoubled() {
        assertThat(chaos(30, 1, 0, 0, 0, 12.5)).isFalse();
        assertThat(chaos(30, 0, 1, 0, 0, 12.5)).isFalse();
    }

    @Test
    void chaosIsBadWhenAnOrphanIsUnexplainedOrNobodyCouldLook() {
        assertThat(chaos(30, 0, 0, 7, 6, 12.5)).isFalse();
        assertThat(chaos(30, 0, 0, -1, 0, 12.5)).isFalse();
    }

    @Test
    void chaosIsBadWhenItDidNotRecoverWithinThePatience() {
        assertThat(chaos(30, 0, 0, 0, 0, 120)).isFalse();
    }

    private static boolean chaos(int faults, int lost, int doubled, int orphans, int explained, double recovery) {
        return new Chaos.Outcome(faults, 400, lost, 420, doubled, orphans, explained, recovery).good(30);
    }

    @Test
    void anAuditThatFoundDoubledRunsIsRead() throws IOException {
        assertThat(WorldAudit.verdict(AUDIT, 1, "{\"runsDoubled\":2}\n")
                        .path("runsDoubled")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void anAuditThatSaysNothingHasFailed() {
        assertThatThrownBy(() -> WorldAudit.verdict(AUDIT, 1, "")).isInstanceOf(IOException.class);
    }

    @Test
    void theLoopIsGoodWhenItAnswersInTimeWithAllJobsActive() {
        assertThat(loop(10_000, 6_000, 999, 2_999)).isTrue();
    }

    @Test
    void theLoopIsBadWithFewerActiveJobsThanAskedFor() {
        assertThat(loop(9_999, 6_000, 10, 10)).isFalse();
        assertThat(loop(10_000, 5_999, 10, 10)).isFalse();
    }

    @Test
    void theLoopIsBadWhenItIsLate() {
        assertThat(loop(10_000, 6_000, 1_000, 10)).isFalse();
        assertThat(loop(10_000, 6_000, 10, 3_000)).isFalse();
    }

    private static boolean loop(int active, int running, long predictedMillis, long startedMillis) {
        return new LoopBenchmark.Outcome(active, running, 1_200, 5, predictedMillis, 5, startedMillis, 0, 0)
                .good(10_000, 0);
    }

    @Test
    void besideScenariosTheLoopIsGoodWhenItAnswersInTimeWhileTheyRun() {
        assertThat(besideScenarios(999, 1)).isTrue();
        assertThat(besideScenarios(1_000, 1)).isFalse();
        assertThat(besideScenarios(10, 0)).as("they had ended too soon").isFalse();
    }

    private static boolean besideScenarios(long predictedMillis, int left) {
        return new LoopBenchmark.Outcome(10_000, 6_000, 1_200, 5, predictedMillis, 5, 30_000, left, 0).good(10_000, 10);
    }

    @Test
    void whoeverWaitsAsksOnceEvenWithoutPatience() throws InterruptedException {
        assertThat(Waiting.within(Duration.ZERO, () -> true)).isPresent();
        assertThat(Waiting.within(Duration.ZERO, () -> false)).isEmpty();
        assertThat(Waiting.within(Duration.ZERO, () -> {
                    throw new IOException("It is just starting.");
                }))
                .isEmpty();
    }
}
