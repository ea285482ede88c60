package io.exaplan.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.agent.driver.FakeCluster;
import io.exaplan.contract.LogRequest;
import io.exaplan.contract.LogTail;
import io.exaplan.contract.RunSpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LogAnswersTest {

    private final FakeCluster cluster = new FakeCluster();
    private final Semaphore told = new Semaphore(0);
    private final LogAnswers logs = new LogAnswers(cluster, told::release);

    @Test
    void theEndOfALogIsToldUntilItIsDeliveredAndReadOnce() throws InterruptedException {
        cluster.hold(spec("r1"));

        logs.ask(List.of(new LogRequest("q1", "r1", 2)));
        logs.ask(List.of(new LogRequest("q1", "r1", 2)));
        assertThat(told.tryAcquire(5, TimeUnit.SECONDS)).isTrue();

        assertThat(logs.ready()).containsExactly(new LogTail("q1", List.of("two", "three"), true, null));
        logs.delivered(logs.ready());
        assertThat(logs.ready()).isEmpty();
        assertThat(told.availablePermits()).isZero();
    }

    @Test
    void aLogThatCannotBeReadSaysWhy() throws InterruptedException {
        logs.ask(List.of(new LogRequest("q2", "unknown", 10)));
        assertThat(told.tryAcquire(5, TimeUnit.SECONDS)).isTrue();

        assertThat(logs.ready())
                .singleElement()
                .satisfies(tail -> assertThat(tail.problem()).contains("There is no run unknown."));
    }

    private static RunSpec spec(String runId) {
        return new RunSpec(
                runId,
                1,
                1,
                "job",
                "tenant",
                null,
                RunSpec.WorkKind.TRAINING,
                List.of(),
                new RunSpec.Runtime(null, List.of(), Map.of()),
                null,
                null,
                30,
                null,
                null);
    }
}
