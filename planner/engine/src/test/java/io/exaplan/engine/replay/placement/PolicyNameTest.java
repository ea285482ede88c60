package io.exaplan.engine.replay.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.placement.online.Decision;
import io.exaplan.engine.placement.online.Decision.NoRoom;
import io.exaplan.engine.placement.online.Decision.Placed;
import io.exaplan.engine.placement.online.NodeSupply;
import io.exaplan.engine.placement.online.WorkerDemand;
import io.exaplan.engine.replay.placement.PolicyName.Learning;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyNameTest {

    private static final WorkerDemand WHOLE = new WorkerDemand(1_000, 1_024, 1, 1000, Set.of());
    private static final WorkerDemand HALF = new WorkerDemand(1_000, 1_024, 1, 500, Set.of());
    private static final WorkerDemand MOST = new WorkerDemand(1_000, 1_024, 1, 800, Set.of());

    @ParameterizedTest
    @EnumSource(PolicyName.class)
    void fillsEveryDeviceAndThenTurnsAway(PolicyName policy) {
        PlacementPolicy over = policy.over(nodes(2, 2), List.of(WHOLE), Learning.LIST, 42);

        for (int arrival = 0; arrival < 4; arrival++) {
            assertThat(over.place(WHOLE)).isInstanceOf(Placed.class);
        }

        assertThat(over.place(WHOLE)).isEqualTo(new NoRoom());
    }

    @ParameterizedTest
    @EnumSource(PolicyName.class)
    void decidesAlikeForASeed(PolicyName policy) {
        List<WorkerDemand> pods = List.of(WHOLE, HALF, MOST, HALF);
        List<NodeSupply> nodes = nodes(5, 4);
        List<WorkerDemand> arrivals = Arrivals.of(pods, 3, 20_000, 1.3, 42);

        assertThat(decisions(policy, nodes, pods, arrivals)).isEqualTo(decisions(policy, nodes, pods, arrivals));
    }

    @ParameterizedTest
    @EnumSource(PolicyName.class)
    void respectsTheModelsThatWillDo(PolicyName policy) {
        List<NodeSupply> nodes = List.of(new NodeSupply("a", 9_000, 9_000, 1, "T4"), node("b", 1));
        WorkerDemand bound = new WorkerDemand(1_000, 1_024, 1, 500, Set.of("G2", "G3"));
        PlacementPolicy over = policy.over(nodes, List.of(bound), Learning.LIST, 42);

        assertThat(over.place(bound)).isEqualTo(new Placed(1, 1));
        assertThat(over.place(bound)).isEqualTo(new Placed(1, 1));
        assertThat(over.place(bound)).isEqualTo(new NoRoom());
    }

    @Test
    void ourPlacerLearnsFromArrivalsAlone() {
        PlacementPolicy over = PolicyName.EXAPLAN.over(nodes(40, 2), List.of(), Learning.ARRIVALS, 42);

        for (int arrival = 0; arrival < 80; arrival++) {
            assertThat(over.place(MOST)).isInstanceOf(Placed.class);
        }

        assertThat(over.place(MOST)).isEqualTo(new NoRoom());
    }

    @Test
    void bestFitPrefersTheFullerNode() {
        ReplayNode empty = new ReplayNode(node("empty", 8));
        ReplayNode fuller = new ReplayNode(node("fuller", 8));
        fuller.take(new WorkerDemand(4_000, 0, 4, 1000, Set.of()), 0b1111);
        Scoring scoring = new BestFitScoring(nodes(2, 8));

        assertThat(scoring.points(fuller, WHOLE)).isGreaterThan(scoring.points(empty, WHOLE));
    }

    @Test
    void theDotProductPrefersTheNodeWithLessOfWhatIsAskedFor() {
        ReplayNode empty = new ReplayNode(node("empty", 8));
        ReplayNode fuller = new ReplayNode(node("fuller", 8));
        fuller.take(new WorkerDemand(4_000, 0, 4, 1000, Set.of()), 0b1111);
        Scoring scoring = new DotProductScoring(nodes(2, 8));

        assertThat(scoring.points(fuller, WHOLE)).isGreaterThan(scoring.points(empty, WHOLE));
    }

    @Test
    void fragmentationDescendsByFillingAnOpenedDevice() {
        ReplayNode node = new ReplayNode(node("n", 2));
        node.take(HALF, 0b01);
        Scoring scoring = new FragmentationScoring(List.of(WHOLE, HALF));

        // filling the opened device leaves one whole; opening the other leaves two halves, useless to whole ones
        assertThat(scoring.devices(node, HALF)).isEqualTo(0b01);
    }

    @Test
    void theFragmentationScoreFollowsTheGradientThroughTheLogisticFunction() {
        ReplayNode node = new ReplayNode(node("n", 1));
        Scoring scoring = new FragmentationScoring(List.of(WHOLE));

        // before 0, after the share 200 of 200 are fragments: 100 / (1 + e^0.2) = 45.02
        assertThat(scoring.points(node, MOST)).isEqualTo(45);
    }

    private static List<Decision> decisions(
            PolicyName policy, List<NodeSupply> nodes, List<WorkerDemand> pods, List<WorkerDemand> arrivals) {
        PlacementPolicy over = policy.over(nodes, pods, Learning.LIST, 7);
        return arrivals.stream().map(over::place).toList();
    }

    private static List<NodeSupply> nodes(int count, int devices) {
        List<NodeSupply> nodes = new ArrayList<>();
        for (int node = 0; node < count; node++) {
            nodes.add(node("n" + node, devices));
        }
        return nodes;
    }

    private static NodeSupply node(String name, int devices) {
        return new NodeSupply(name, 64_000, 65_536, devices, "G2");
    }
}
