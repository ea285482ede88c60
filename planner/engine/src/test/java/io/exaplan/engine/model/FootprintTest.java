package io.exaplan.engine.model;

import static io.exaplan.engine.testing.JobBuilder.aJob;
import static io.exaplan.engine.testing.PartitionBuilder.aPartition;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.kernel.Flops;
import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.testing.JobBuilder;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FootprintTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final long MIDNIGHT = Instant.parse("2025-06-30T16:00:00Z").getEpochSecond();
    private static final long HOUR = 3600;
    private static final CityHours HOURS = new CityHours(SHANGHAI, MIDNIGHT, MIDNIGHT + 48 * HOUR);
    private static final PartitionFacts PARTITION =
            aPartition("north/h800", 64).peakTflops(990).build();

    @Test
    void aGangOfWholeNodesTakesNodesAndDevices() {
        Footprint use = of(aJob(1).gang(4, 8).seconds(600), at(100, 4));

        assertThat(use.milliDevices()).isEqualTo(Profile.step(100, 700, 32_000));
        assertThat(use.wholeNodes()).isEqualTo(Profile.step(100, 700, 4));
    }

    @Test
    void aGangOverSeveralNodesLeavesItsRemainderToAnyNode() {
        // 5 workers of 4 devices, two on a node: two whole nodes and 4 devices on one more
        Footprint use = of(aJob(1).gang(5, 4), at(0, 5));

        assertThat(use.wholeNodes().at(0)).isEqualTo(2);
        assertThat(use.milliDevices().at(0)).isEqualTo(20_000);
    }

    @Test
    void whatOneNodeTakesWithSomeToSpareNeedsNoWholeNode() {
        assertThat(of(aJob(1).gang(1, 4), at(0, 1)).wholeNodes()).isEqualTo(Profile.ZERO);
        assertThat(of(aJob(1).gang(2, 3), at(0, 2)).wholeNodes()).isEqualTo(Profile.ZERO);
        assertThat(of(aJob(1).worker(500, 0, 0), at(0, 1)).wholeNodes()).isEqualTo(Profile.ZERO);
    }

    @Test
    void eightSingleDeviceWorkersFillANode() {
        assertThat(of(aJob(1).gang(8, 1), at(0, 8)).wholeNodes().at(0)).isEqualTo(1);
    }

    @Test
    void workersThatNeedMuchCpuSpreadOverMoreNodes() {
        PartitionFacts partition =
                aPartition("north/h800", 64).node(64_000, 1_000_000).build();
        JobFacts job = aJob(1).gang(4, 1).worker(1000, 32_000, 0).build();

        assertThat(Footprint.wholeNodesOfGang(job, 4, partition)).isEqualTo(2);
        assertThat(Footprint.nodesOfGang(job, 4, partition)).isEqualTo(2);
    }

    @Test
    void aWiderGangEndsSooner() {
        JobBuilder job = aJob(1).gang(1, 8).elastic(1, 4).seconds(4_000);

        assertThat(of(job, at(0, 1)).endSecond()).isEqualTo(4_000);
        assertThat(of(job, at(0, 4)).endSecond()).isEqualTo(1_000);
        assertThat(of(job, at(0, 4)).milliDevices().at(0)).isEqualTo(32_000);
    }

    @Test
    void aServiceFollowsTheHoursOfTheCity() {
        Footprint use = of(aJob(1).gang(2, 4).serving(Seconds.FOREVER, dayAndNight()), at(MIDNIGHT, 2));

        assertThat(use.milliDevices().at(MIDNIGHT)).isEqualTo(8_000);
        assertThat(use.milliDevices().at(MIDNIGHT + 8 * HOUR - 1)).isEqualTo(8_000);
        assertThat(use.milliDevices().at(MIDNIGHT + 8 * HOUR)).isEqualTo(5 * 8_000);
        assertThat(use.milliDevices().at(MIDNIGHT + 24 * HOUR)).isEqualTo(8_000);
        assertThat(use.endSecond()).isEqualTo(Seconds.FOREVER);
    }

    @Test
    void beyondTheHorizonAServiceCountsWithItsPeak() {
        Footprint use = of(aJob(1).gang(1, 1).serving(Seconds.FOREVER, dayAndNight()), at(MIDNIGHT, 1));

        assertThat(use.milliDevices().at(MIDNIGHT + 47 * HOUR)).isEqualTo(5_000);
        assertThat(use.milliDevices().at(MIDNIGHT + 50 * HOUR)).isEqualTo(5_000);
    }

    @Test
    void aServiceThatEndsGivesEverythingBack() {
        Footprint use = of(aJob(1).gang(1, 1).serving(3 * HOUR, dayAndNight()), at(MIDNIGHT, 1));

        assertThat(use.endSecond()).isEqualTo(MIDNIGHT + 3 * HOUR);
        assertThat(use.milliDevices().at(MIDNIGHT + 3 * HOUR)).isZero();
    }

    @Test
    void theTenantIsChargedTheVendorPeak() {
        Footprint use = of(aJob(1).gang(4, 8), at(0, 4));

        assertThat(use.flopsAt(0)).isEqualTo(Flops.ofTera(32 * 990));
    }

    @Test
    void aModelOfUnknownFlopsChargesNothing() {
        PartitionFacts unknown = aPartition("north/g2", 8).unknownFlops().build();

        assertThat(Footprint.of(aJob(1).build(), at(0, 1), unknown, HOURS).flopsAt(0))
                .isEqualTo(Flops.ZERO);
    }

    private static Footprint of(JobBuilder job, Placement at) {
        return Footprint.of(job.build(), at, PARTITION, HOURS);
    }

    private static Placement at(long second, int workers) {
        return new Placement(PARTITION.id(), second, workers);
    }

    /** One replica at night, five from eight on. */
    private static List<Integer> dayAndNight() {
        List<Integer> replicas = new ArrayList<>(Collections.nCopies(8, 1));
        replicas.addAll(Collections.nCopies(16, 5));
        return replicas;
    }
}
