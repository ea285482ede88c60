package io.exaplan.engine.replay.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.exaplan.engine.placement.online.NodeSupply;
import io.exaplan.engine.placement.online.WorkerDemand;
import io.exaplan.engine.replay.placement.PolicyName.Learning;
import io.exaplan.engine.replay.trace.OpenbTrace;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fails when placement becomes worse; never for being slow. */
class PlacementQualityTest {

    @Test
    void keepsItsQualityOnTheStoredInstance() throws URISyntaxException {
        List<NodeSupply> nodes = OpenbTrace.nodes(stored("small-nodes.csv"));
        List<WorkerDemand> pods = OpenbTrace.pods(stored("small-pods.csv"));

        double exaplan = mean(PolicyName.EXAPLAN, nodes, pods);

        assertThat(exaplan).isGreaterThan(97.3); // 97.50 when written, FGD 93.45
        assertThat(exaplan).isGreaterThan(mean(PolicyName.FGD, nodes, pods) + 3);
    }

    @Test
    void searchKeepsItsQualityOnTheStoredInstance() throws URISyntaxException {
        List<NodeSupply> nodes = OpenbTrace.nodes(stored("small-nodes.csv"));
        List<WorkerDemand> pods = OpenbTrace.pods(stored("small-pods.csv"));
        List<WorkerDemand> arrivals = Arrivals.of(pods, 1, Arrivals.capacityMilli(nodes), 1.0, 42);

        double online = allocated(PolicyName.EXAPLAN, nodes, pods, 42);
        double constructed =
                BatchReplay.run(nodes, arrivals, 0, 42, mark -> {}).get(100).allocatedPercent();
        double searched =
                BatchReplay.run(nodes, arrivals, 30, 42, mark -> {}).get(100).allocatedPercent();

        assertThat(constructed).isGreaterThanOrEqualTo(online);
        assertThat(searched).isGreaterThanOrEqualTo(constructed);
        assertThat(searched).isGreaterThan(98.6); // 98.79 when written, 98.20 before the search
    }

    /** The mean of the published experiment's seeds, against what this project set out to reach. */
    @ParameterizedTest
    @CsvSource({"default, 96.3", "gpuspec33, 95.3", "gpushare40, 94.9", "multigpu20, 96.4"})
    void keepsItsQualityOnTheOpenbLists(String list, double goal) {
        // 96.33, 95.46, 94.91 and 96.55 when written
        assertThat(mean(PolicyName.EXAPLAN, openbNodes(), openbPods(list))).isGreaterThanOrEqualTo(goal);
    }

    @Test
    void searchKeepsItsQualityOnAnOpenbList() {
        List<NodeSupply> nodes = openbNodes();
        List<WorkerDemand> arrivals = Arrivals.of(openbPods("default"), 1, Arrivals.capacityMilli(nodes), 1.0, 42);

        double constructed =
                BatchReplay.run(nodes, arrivals, 0, 42, mark -> {}).get(100).allocatedPercent();
        double searched =
                BatchReplay.run(nodes, arrivals, 10, 42, mark -> {}).get(100).allocatedPercent();

        assertThat(constructed).isGreaterThan(96.4); // 96.49 when written, 96.32 online
        assertThat(searched).isGreaterThan(96.75); // 96.83 when written; the goal is 96.7
    }

    @ParameterizedTest
    @CsvSource({
        "default, RANDOM, 86.3, 87.47",
        "default, DOTPROD, 90.62, 90.85",
        "default, BESTFIT, 92.86, 93.08",
        "default, FGD, 95.23, 95.39",
        "gpuspec33, RANDOM, 83.87, 86.46",
        "gpuspec33, DOTPROD, 79.82, 89.14",
        "gpuspec33, BESTFIT, 80.39, 93.09",
        "gpuspec33, FGD, 87.84, 94.55",
        "gpushare40, FGD, 93.9,",
        "multigpu20, FGD, 95.6,"
    })
    void comparatorsComeToWhatWasPublishedForThem(
            String list, PolicyName policy, double published100, @Nullable Double published130) {
        List<NodeSupply> nodes = openbNodes();
        List<WorkerDemand> pods = openbPods(list);
        long capacity = Arrivals.capacityMilli(nodes);

        double[] marks = new double[2];
        for (long seed : List.of(42L, 43L)) {
            Map<Integer, Double> allocated = PlacementReplay.run(
                            Arrivals.of(pods, 1, capacity, 1.3, seed),
                            capacity,
                            policy.over(nodes, pods, Learning.LIST, seed),
                            () -> 0,
                            arrived -> {})
                    .allocatedPercent();
            marks[0] += Objects.requireNonNull(allocated.get(100)) / 2;
            marks[1] += Objects.requireNonNull(allocated.get(130)) / 2;
        }

        assertThat(marks[0]).isCloseTo(published100, within(0.5));
        if (published130 != null) {
            assertThat(marks[1]).isCloseTo(published130, within(0.5));
        }
    }

    private static double mean(PolicyName policy, List<NodeSupply> nodes, List<WorkerDemand> pods) {
        return LongStream.rangeClosed(42, 51)
                .mapToDouble(seed -> allocated(policy, nodes, pods, seed))
                .average()
                .orElseThrow();
    }

    private static double allocated(PolicyName policy, List<NodeSupply> nodes, List<WorkerDemand> pods, long seed) {
        long capacity = Arrivals.capacityMilli(nodes);
        List<WorkerDemand> arrivals = Arrivals.of(pods, 1, capacity, 1.0, seed);
        PlacementPolicy over = policy.over(nodes, pods, Learning.LIST, seed);
        return Objects.requireNonNull(PlacementReplay.run(arrivals, capacity, over, () -> 0, arrived -> {})
                .allocatedPercent()
                .get(100));
    }

    private static Path stored(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(PlacementQualityTest.class.getResource("/replay/" + name))
                .toURI());
    }

    private static List<NodeSupply> openbNodes() {
        return OpenbTrace.nodes(openb("openb_node_list_gpu_node.csv"));
    }

    private static List<WorkerDemand> openbPods(String list) {
        return OpenbTrace.pods(openb("openb_pod_list_%s.csv".formatted(list)));
    }

    /** A trace in a folder beside the project, or beside one that holds it. */
    private static Path openb(String name) {
        Optional<Path> traces = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(folder -> folder.resolve("shared/data/openb"))
                .filter(Files::isDirectory)
                .findFirst();
        assumeThat(traces)
                .as("shared/data/openb beside the project: the openb lists are tried only where they are")
                .isPresent();
        return traces.orElseThrow().resolve(name);
    }
}
