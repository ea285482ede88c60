package io.exaplan.engine.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class UrgencyTest {

    @Test
    void ordersByAreaWhenEverySecondOfWaitingCostsTheSame() {
        Urgency urgency = new Urgency(Objective.WAIT, Map.of());

        assertThat(urgency.key(job(0, 600, 2))).isLessThan(urgency.key(job(0, 100, 16)));
    }

    @Test
    void countsBoundedSlowdownFromTheBoundOn() {
        Urgency urgency = new Urgency(Objective.SLOWDOWN, Map.of());

        // a job of 4 s that waits 26 s: (26 + 4) / 10 = 3, of which 2 are avoidable
        assertThat(urgency.perSecond(4) * (26 - urgency.free(4))).isEqualTo(2, within(1e-9));
        // a job of 100 s that waits 50 s: 150 / 100
        assertThat(urgency.perSecond(100) * (50 - urgency.free(100))).isEqualTo(0.5, within(1e-9));
    }

    @Test
    void takesWeightsIntoAccountOnlyWhereAsked() {
        WaitingJob heavy = new WaitingJob(1, 0, 0, 100, 4, 10);

        assertThat(new Urgency(Objective.WEIGHTED, Map.of()).key(heavy)).isEqualTo(40);
        assertThat(new Urgency(Objective.WAIT, Map.of()).key(heavy)).isEqualTo(400);
    }

    @Test
    void letsTheTenantGoFirstWhoseJobsWereSlowedDownMost() {
        Urgency urgency = new Urgency(Objective.FAIR, Map.of(1, 1.01, 2, 1.5));

        assertThat(urgency.key(job(2, 100, 4))).isLessThan(urgency.key(job(1, 100, 4)));
    }

    private static WaitingJob job(int tenant, long seconds, int devices) {
        return new WaitingJob(1, tenant, 0, seconds, devices, 1);
    }
}
