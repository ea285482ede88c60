package io.exaplan.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacingTest {

    private static final long MILLI = 1_000_000;
    private static final SyncTiming TIMING = new SyncTiming(
            Duration.ofSeconds(20),
            Duration.ofMillis(50),
            Duration.ofMillis(200),
            Duration.ofMillis(500),
            Duration.ofSeconds(30));

    private final Pacing pacing = new Pacing(TIMING, 0);

    @Test
    void beginsAtOnce() {
        assertThat(pacing.mustSend(0)).isTrue();
    }

    @Test
    void waitsForTheAnswerWhileThereIsNoNews() {
        pacing.sent(0);

        assertThat(pacing.nextSend()).isEmpty();
    }

    @Test
    void sendsNewsBesideAPendingPollOnceTheyAreGathered() {
        pacing.sent(0);
        pacing.news(10 * MILLI);
        pacing.news(40 * MILLI);

        assertThat(pacing.nextSend()).hasValue(60 * MILLI);
    }

    @Test
    void neverHasMoreThanTwoUnderWay() {
        pacing.sent(0);
        pacing.sent(MILLI);
        pacing.news(2 * MILLI);
        assertThat(pacing.nextSend()).isEmpty();

        pacing.answered(100 * MILLI);

        assertThat(pacing.mustSend(100 * MILLI)).isTrue();
    }

    @Test
    void pollsAgainAtOnceAfterALongPoll() {
        pacing.sent(0);

        pacing.answered(20_000 * MILLI);

        assertThat(pacing.mustSend(20_000 * MILLI)).isTrue();
    }

    @Test
    void pausesWhenThePlannerAnswersAtOnce() {
        pacing.sent(0);

        pacing.answered(MILLI);

        assertThat(pacing.nextSend()).hasValue(200 * MILLI);
    }

    @Test
    void doesNotPauseWhenThePlannerAskedForSomething() {
        pacing.sent(0);
        pacing.answered(MILLI);

        pacing.hurry(MILLI);

        assertThat(pacing.mustSend(MILLI)).isTrue();
    }

    @Test
    void asksForNothingWhileOrdersAreCarriedOut() {
        pacing.sent(0);
        pacing.answered(MILLI);
        pacing.ordersBegun();

        assertThat(pacing.nextSend()).isEmpty();
        pacing.ordersEnded();

        assertThat(pacing.nextSend()).hasValue(200 * MILLI);
    }

    @Test
    void sendsNewsWhileOrdersAreCarriedOut() {
        pacing.sent(0);
        pacing.answered(MILLI);
        pacing.ordersBegun();

        pacing.news(2 * MILLI);

        assertThat(pacing.nextSend()).hasValue(52 * MILLI);
    }

    @Test
    void sendsWhatThePlannerAskedForWhileOrdersAreCarriedOut() {
        pacing.sent(0);
        pacing.answered(MILLI);
        pacing.ordersBegun();

        pacing.hurry(MILLI);

        assertThat(pacing.mustSend(MILLI)).isTrue();
    }

    @Test
    void sendsNewsThatCannotWaitForThePause() {
        pacing.sent(0);
        pacing.answered(MILLI);

        pacing.news(2 * MILLI);

        assertThat(pacing.nextSend()).hasValue(52 * MILLI);
    }

    @Test
    void backsOffAfterAFailureWhateverTheNews() {
        pacing.sent(0);
        pacing.failed(MILLI, Duration.ofSeconds(4), true);

        pacing.news(2 * MILLI);

        assertThat(pacing.nextSend()).hasValue(4_001 * MILLI);
    }

    @Test
    void repeatsTheNewestRequestThoughAnOlderPollIsPending() {
        pacing.sent(0);
        pacing.sent(0);

        pacing.failed(MILLI, Duration.ofSeconds(4), true);

        assertThat(pacing.nextSend()).hasValue(4_001 * MILLI);
    }

    @Test
    void doesNotRepeatARequestThatANewerOneReplaced() {
        pacing.sent(0);
        pacing.sent(0);

        pacing.failed(MILLI, Duration.ofSeconds(4), false);
        assertThat(pacing.nextSend()).isEmpty();
        pacing.answered(1_000 * MILLI);

        assertThat(pacing.mustSend(1_000 * MILLI)).isTrue();
    }
}
