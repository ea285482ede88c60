package io.exaplan.server.planning;

import static io.exaplan.server.planning.TestJob.aJob;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exaplan.server.MutableClock;
import io.exaplan.server.ServerApplication;
import io.exaplan.server.demand.JobState;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** The server under test leads; another one beside it follows, and takes over when the first is silent. */
@PlanningTest
class TwoReplicasTest {
    private final TestCity city;
    private final LeadershipKeeper leader;
    private final Environment environment;

    TwoReplicasTest(TestCity city, LeadershipKeeper leader, Environment environment) {
        this.city = city;
        this.leader = leader;
        this.environment = environment;
    }

    @Test
    void aFollowerPredictsAndTakesOverWithinTenSecondsOnceTheLeaderIsSilent() throws Exception {
        String name = UUID.randomUUID().toString();
        city.aTenant(name);
        city.aPartition(name, "H800", 1);
        await().until(leader::leading);
        try (ConfigurableApplicationContext other = another()) {
            Predictions follower = other.getBean(PlanPredictions.class);
            LeadershipKeeper second = other.getBean(LeadershipKeeper.class);
            long job = city.submit(aJob("seen-by-the-leader"));
            assertThat(follower.evaluated(job, 1, Duration.ofSeconds(20)).get(30, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(second.leading()).isFalse();
            Preview preview = follower.preview(city.draft(aJob("draft")));
            assertThat(preview.predictedStart()).isAfterOrEqualTo(MutableClock.START);

            leader.pause();
            long silentSince = System.nanoTime();
            await().atMost(Duration.ofSeconds(12)).until(second::leading);
            Duration took = Duration.ofNanos(System.nanoTime() - silentSince);

            assertThat(took).isLessThan(Duration.ofSeconds(10));
            assertThat(leader.leading()).isFalse();
            long next = city.submit(aJob("seen-by-the-other"));
            await().until(() -> city.job(next).plannedRevision() > 0);
            assertThat(city.job(next).state()).isIn(JobState.QUEUED, JobState.SCHEDULED);
        }
        leader.start();
        await().atMost(Duration.ofSeconds(5)).until(leader::leading);
    }

    private ConfigurableApplicationContext another() {
        return ServerApplication.start(Map.of(
                "server.port",
                "0",
                "exaplan.database.url",
                environment.getRequiredProperty("exaplan.database.url"),
                "exaplan.database.user",
                environment.getRequiredProperty("exaplan.database.user"),
                "exaplan.database.password",
                environment.getRequiredProperty("exaplan.database.password"),
                "exaplan.home",
                environment.getRequiredProperty("exaplan.home") + "-other",
                "exaplan.planning.improvement.enabled",
                "false"));
    }
}
