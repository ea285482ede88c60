package io.exaplan.engine.model;

import static io.exaplan.engine.testing.JobBuilder.aJob;
import static io.exaplan.engine.testing.PartitionBuilder.aPartition;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.model.Eligibility.Eligible;
import io.exaplan.engine.model.Eligibility.Ineligible;
import io.exaplan.engine.model.Eligibility.Obstacle;
import io.exaplan.engine.model.Eligibility.Obstacle.Kind;
import io.exaplan.engine.model.Fabric.Domain;
import io.exaplan.engine.testing.JobBuilder;
import io.exaplan.engine.testing.PartitionBuilder;
import io.exaplan.engine.testing.RandomCity;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EligibilityTest {

    @Test
    void aJobThatAsksForNothingRunsAnywhere() {
        assertThat(Eligibility.of(aJob(1).build(), aPartition("north/h800", 8).build()))
                .isEqualTo(new Eligible());
    }

    @Test
    void namesEverythingThatStandsInTheWay() {
        JobBuilder job = aJob(1).stacks("CANN").models("910B").minMemoryGib(96).gang(1, 16);
        PartitionBuilder partition =
                aPartition("north/h800", 64).memoryGib(80).offeredTo(7).notAccepting();

        assertThat(kinds(job, partition))
                .containsExactlyInAnyOrder(
                        Kind.STACK_NOT_ALLOWED,
                        Kind.MODEL_NOT_ALLOWED,
                        Kind.TOO_LITTLE_MEMORY,
                        Kind.WORKER_LARGER_THAN_NODE,
                        Kind.NOT_OFFERED_TO_TENANT,
                        Kind.NOT_ACCEPTING);
    }

    @Test
    void aModelWithoutRunTimeCannotRunTheJob() {
        JobBuilder job = aJob(1).secondsByModel(Map.of("910B", 60L));

        assertThat(kinds(job, aPartition("north/h800", 8))).containsExactly(Kind.NO_RUN_TIME_ON_MODEL);
    }

    @Test
    void aGangThatMustStandInOneRackNeedsARackOfItsSize() {
        JobBuilder gang = aJob(1).gang(4, 8).within(Domain.RACK);

        assertThat(kinds(gang, aPartition("north/h800", 64).fabric(3, 8)))
                .containsExactly(Kind.FABRIC_DOMAIN_TOO_SMALL);
        assertThat(kinds(gang, aPartition("north/h800", 64).fabric(4, 8))).isEmpty();
    }

    @Test
    void aWishForARackIsNoObstacle() {
        JobBuilder gang = aJob(1).gang(4, 8).preferablyWithin(Domain.RACK);

        assertThat(kinds(gang, aPartition("north/h800", 64).fabric(1, 8))).isEmpty();
    }

    @Test
    void aWorkerThatNeedsMoreCpuThanANodeHasIsTooLarge() {
        JobBuilder job = aJob(1).worker(1000, 65_000, 0);

        assertThat(kinds(job, aPartition("north/h800", 8).node(64_000, 1_000)))
                .containsExactly(Kind.WORKER_LARGER_THAN_NODE);
    }

    @Test
    void saysTheValues() {
        Eligibility answer = Eligibility.of(
                aJob(1).minMemoryGib(96).build(),
                aPartition("north/h800", 8).memoryGib(80).build());

        assertThat(answer)
                .isEqualTo(new Ineligible(
                        List.of(new Obstacle(Kind.TOO_LITTLE_MEMORY, "needs 96.0 GiB on each device, has 80.0"))));
    }

    @Property
    void theQuickAnswerIsTheFullOne(@ForAll long seed) {
        RandomCity city = new RandomCity(seed);
        JobFacts job = city.job();
        PartitionFacts partition = city.partition(1);

        assertThat(Eligibility.allows(job, partition)).isEqualTo(Eligibility.of(job, partition) instanceof Eligible);
    }

    private static List<Kind> kinds(JobBuilder job, PartitionBuilder partition) {
        return switch (Eligibility.of(job.build(), partition.build())) {
            case Eligible() -> List.of();
            case Ineligible(List<Obstacle> obstacles) ->
                obstacles.stream().map(Obstacle::kind).toList();
        };
    }
}
