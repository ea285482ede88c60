package io.exaplan.server.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.server.inventory.ClusterRow;
import io.exaplan.server.inventory.ClusterState;
import io.exaplan.server.inventory.ForeignEnd;
import io.exaplan.server.inventory.Freshness;
import io.exaplan.server.inventory.NodeRow;
import io.exaplan.server.inventory.Offer;
import io.exaplan.server.inventory.PartitionRow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartitionAssemblyTest {
    /** Eight in the morning in Shanghai. */
    private static final Instant NOW = Instant.parse("2026-03-02T00:00:00Z");

    private final LoopSettings settings = new LoopSettings(
            ZoneId.of("Asia/Shanghai"),
            Duration.ofDays(14),
            Duration.ofMinutes(30),
            Duration.ofSeconds(1),
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            500,
            100,
            Duration.ofSeconds(2),
            200);
    private final PartitionAssembly assembly =
            new PartitionAssembly(() -> AcceleratorCatalogue.of(List.of()), settings);
    private final List<NodeRow> nodes = new ArrayList<>(List.of(node("n1"), node("n2"), node("n3")));

    @Test
    void countsHealthyDevicesAndWholeNodes() {
        nodes.set(0, withUnhealthyDevice("n1"));

        PartitionFacts facts = facts(null, List.of());

        assertThat(facts.milliDevices().at(now())).isEqualTo(23_000); // 7 + 8 + 8 devices
        assertThat(facts.wholeNodes().at(now())).isEqualTo(2);
        assertThat(facts.impairedNodes()).containsExactly("n1");
    }

    @Test
    void leavesOutCordonedNodes() {
        nodes.set(0, cordoned("n1"));

        assertThat(facts(null, List.of()).milliDevices().at(now())).isEqualTo(16_000);
        assertThat(facts(null, List.of()).wholeNodes().at(now())).isEqualTo(2);
    }

    @Test
    void aRunOnADrainedNodeTakesNothingFromTheOthers() {
        nodes.set(0, cordoned("n1"));
        var run = new PartitionAssembly.HeldRun(16_000, Set.of("n1", "n2"), now(), now() + 3600);

        PartitionFacts facts = facts(null, List.of(run));

        // The run is charged 16 devices, 8 of them on the drained node: 24 - 16 = 8 are free on n3.
        assertThat(facts.milliDevices().at(now())).isEqualTo(24_000);
        assertThat(facts.milliDevices().at(now() + 3600)).isEqualTo(16_000);
    }

    @Test
    void foreseesTheDevicesOthersAreAssumedToLeave() {
        nodes.set(0, usedByOthers("n1", 6000, until(now() + 60, 2000), until(now() + 120, 4000)));
        nodes.set(1, usedByOthers("n2", 5000, until(now() + 60, 4000)));

        PartitionFacts facts = facts(null, List.of());

        assertThat(steps(facts.milliDevices())).containsExactly(13_000L, 19_000L, 23_000L); // 24 - 6 - 5, + 2 + 4, + 4
        assertThat(facts.wholeNodes().at(now() + 119)).isEqualTo(1);
        assertThat(facts.wholeNodes().at(now() + 120)).isEqualTo(2); // one device of n2 stays used
        assertThat(facts.impairedNodes()).containsExactlyInAnyOrder("n1", "n2");
    }

    @Test
    void neverForeseesForNowWhatOthersStillUse() {
        nodes.set(0, usedByOthers("n1", 8000, until(now() - 100, 8000)));

        PartitionFacts facts = facts(null, List.of());

        assertThat(facts.milliDevices().at(now() + 19)).isEqualTo(16_000);
        assertThat(facts.milliDevices().at(now() + 20)).isEqualTo(24_000); // 120 s late, after 60 s
    }

    @Test
    void expectsWhatStaysTooLongToStayAsLongAgain() {
        assertThat(List.of(999L, 1000L, 1059L, 1060L, 1120L, 1239L, 1240L).stream()
                        .map(now -> OthersLeaving.expected(1000, now)))
                .containsExactly(1000L, 1060L, 1060L, 1120L, 1240L, 1240L, 1480L);
    }

    @Test
    void aNodeOthersLeaveIsWholeOnceItsRunsHaveEndedToo() {
        nodes.set(0, usedByOthers("n1", 4000, until(now() + 60, 4000)));
        var run = new PartitionAssembly.HeldRun(4000, Set.of("n1"), now(), now() + 3600);

        PartitionFacts facts = facts(null, List.of(run));

        assertThat(facts.milliDevices().at(now() + 60)).isEqualTo(24_000);
        assertThat(facts.wholeNodes().at(now() + 3599)).isEqualTo(2);
        assertThat(facts.wholeNodes().at(now() + 3600)).isEqualTo(3);
    }

    @Test
    void foreseesNothingOfNodesThatAreOutOfUse() {
        nodes.set(0, node("n1", List.of(), true, 8000, List.of(until(now() + 60, 8000))));

        assertThat(steps(facts(null, List.of()).milliDevices())).containsExactly(16_000L);
    }

    private static List<Long> steps(Profile profile) {
        List<Long> values = new ArrayList<>(List.of(profile.before()));
        profile.steps().forEach(step -> values.add(step.value()));
        return values;
    }

    @Test
    void offersNothingOutsideOfTheOfferedHours() {
        List<Offer.OfferedHours> nights =
                List.of(new Offer.OfferedHours(0, 6 * 60), new Offer.OfferedHours(22 * 60, 1440));

        PartitionFacts facts = facts(nights, List.of());

        assertThat(facts.milliDevices().at(now())).isZero();
        assertThat(facts.milliDevices().at(now() + 14 * 3600)).isEqualTo(24_000); // 22:00
        assertThat(facts.wholeNodes().at(now() + 20 * 3600)).isEqualTo(3); // 04:00
        assertThat(facts.milliDevices().at(now() + 22 * 3600)).isZero(); // 06:00
    }

    @Test
    void aModelTheCatalogueLacksHasNoPeak() {
        assertThat(facts(null, List.of()).peakTflops()).isEmpty();
        assertThat(facts(null, List.of()).stack()).isEqualTo("UNKNOWN");
    }

    private PartitionFacts facts(@Nullable List<Offer.OfferedHours> hours, List<PartitionAssembly.HeldRun> runs) {
        ClusterRow cluster = new ClusterRow(
                1,
                "north",
                "an operator",
                ClusterState.ACTIVE,
                1,
                NOW,
                1,
                null,
                null,
                NOW,
                Freshness.FRESH,
                null,
                Offer.ALL,
                null,
                null);
        PartitionRow row = new PartitionRow(
                7,
                cluster,
                "g2",
                "G2",
                8,
                null,
                hours,
                nodes,
                nodes.stream().map(NodeRow::name).collect(Collectors.toSet()));
        return assembly.facts(row, NOW, runs);
    }

    private static long now() {
        return NOW.getEpochSecond();
    }

    private static NodeRow node(String name) {
        return node(name, List.of(), false);
    }

    private static NodeRow withUnhealthyDevice(String name) {
        return node(name, List.of(3), false);
    }

    private static NodeRow cordoned(String name) {
        return node(name, List.of(), true);
    }

    private static NodeRow usedByOthers(String name, long foreign, ForeignEnd... ends) {
        return node(name, List.of(), false, foreign, List.of(ends));
    }

    private static ForeignEnd until(long second, long milliDevices) {
        return new ForeignEnd(Instant.ofEpochSecond(second), milliDevices);
    }

    private static NodeRow node(String name, List<Integer> unhealthy, boolean cordoned) {
        return node(name, unhealthy, cordoned, 0, List.of());
    }

    private static NodeRow node(
            String name, List<Integer> unhealthy, boolean cordoned, long foreign, List<ForeignEnd> ends) {
        return new NodeRow(
                1, 1, 7, name, "G2", 8, unhealthy, foreign, ends, 64_000, 512_000, null, null, true, cordoned, null,
                null);
    }
}
