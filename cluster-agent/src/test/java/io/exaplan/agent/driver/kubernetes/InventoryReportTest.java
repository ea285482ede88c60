package io.exaplan.agent.driver.kubernetes;

import static io.exaplan.agent.driver.kubernetes.ANode.aNode;
import static io.exaplan.agent.driver.kubernetes.ANode.anH800;
import static io.exaplan.agent.driver.kubernetes.APod.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.contract.NodeReport;
import io.exaplan.contract.NodeReport.ForeignEnd;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryReportTest {

    private final NodeRules rules = new NodeRules(
            new Accelerators(List.of()),
            List.of(new ModelMapping("H20", 8, Optional.of("nvidia.com/gpu"), Map.of("pool", "h20"))),
            List.of(),
            List.of("block"),
            List.of("rack", "rack-of-old"),
            List.of("dedicated"));
    private final Nodes nodes = new Nodes(new NodeReader(rules), () -> {});
    private final JobDeadlines jobs = new JobDeadlines(() -> {});
    private final ForeignPods pods = new ForeignPods(
            pod -> false,
            rules.accelerators(),
            List.of(
                    new AssumedStay(Optional.of("notebooks"), Map.of(), Optional.empty()),
                    new AssumedStay(Optional.empty(), Map.of("team", "vision"), Optional.of(Duration.ofHours(2)))),
            jobs,
            () -> {});

    @Test
    void reportsWhatANodeSays() {
        NodeReport report = report(anH800("n1")
                .labelled("block", "b1")
                .labelled("rack-of-old", "r7")
                .build());

        assertThat(report)
                .isEqualTo(new NodeReport(
                        "n1", "NVIDIA-H800", 8, List.of(), 0, 127_500, 1 << 20, "b1", "r7", true, false));
    }

    @ParameterizedTest
    @CsvSource({
        "huawei.com/Ascend910, node.kubernetes.io/npu.chip.name, 910B3, 910B3",
        "huawei.com/Ascend910B4-1, , , Ascend910B4-1",
        "cambricon.com/mlu590, cambricon.com/mlu.product, MLU590, MLU590",
        "hygon.com/dcu, hygon.com/dcu.name, K100_AI, K100_AI",
        "amd.com/gpu, amd.com/gpu.product-name, AMD_Instinct_MI300X_OAM, AMD_Instinct_MI300X_OAM",
        "metax-tech.com/gpu, metax-tech.com/gpu.product, MXC500, MXC500",
        "mthreads.com/gpu, , , mthreads.com/gpu"
    })
    void knowsTheVendorsResourcesAndLabels(String resource, String label, String value, String model) {
        ANode node = aNode("n1").with(resource, 8);
        if (label != null) {
            node.labelled(label, value);
        }

        NodeReport report = report(node.build());

        assertThat(report.acceleratorModel()).isEqualTo(model);
        assertThat(report.nominalDevices()).isEqualTo(8);
    }

    @Test
    void leavesOutNodesWithoutAccelerators() {
        nodes.onAdd(aNode("n1").build());

        assertThat(InventoryReport.of(nodes.all(), Map.of()).nodes()).isEmpty();
    }

    @Test
    void takesTheOperatorsWordBeforeTheLabels() {
        NodeReport report = report(
                anH800("n1").with("nvidia.com/gpu", 6).labelled("pool", "h20").build());

        assertThat(report.acceleratorModel()).isEqualTo("H20");
        assertThat(report.nominalDevices()).isEqualTo(8);
        assertThat(report.unhealthyDevices()).containsExactly(6, 7);
    }

    @Test
    void keepsTheDevicesOfANodeWhosePluginRestarts() {
        nodes.onAdd(anH800("n1").build());

        NodeReport report = report(aNode("n1").with("nvidia.com/gpu", 0).build());

        assertThat(report.acceleratorModel()).isEqualTo("NVIDIA-H800");
        assertThat(report.nominalDevices()).isEqualTo(8);
        assertThat(report.unhealthyDevices()).hasSize(8);
    }

    @Test
    void countsUnhealthyDevicesFromTheEnd() {
        NodeReport report = report(anH800("n1").with("nvidia.com/gpu", 8, 7).build());

        assertThat(report.unhealthyDevices()).containsExactly(7);
    }

    @Test
    void countsDevicesCutIntoSlicesAsUsed() {
        // 6 whole ones, and 4 x 3g = 12 of 14 slices of two more
        NodeReport report = report(anH800("n1")
                .with("nvidia.com/gpu", 6)
                .with("nvidia.com/mig-3g.40gb", 4)
                .labelled("nvidia.com/gpu.product", "NVIDIA-H800-MIG-3g.40gb")
                .build());

        assertThat(report.acceleratorModel()).isEqualTo("NVIDIA-H800");
        assertThat(report.nominalDevices()).isEqualTo(8);
        assertThat(report.foreignMilliDevices()).isEqualTo(2000);
        assertThat(report.unhealthyDevices()).isEmpty();
    }

    @Test
    void countsDevicesSharedInTimeOnce() {
        pods.onAdd(aPod("p1").on("n1").holding("nvidia.com/gpu", 1).build());

        NodeReport report = report(anH800("n1")
                .with("nvidia.com/gpu", 32)
                .labelled("nvidia.com/gpu.replicas", "4")
                .labelled("nvidia.com/gpu.product", "NVIDIA-H800-SHARED")
                .build());

        assertThat(report.acceleratorModel()).isEqualTo("NVIDIA-H800");
        assertThat(report.nominalDevices()).isEqualTo(8);
        assertThat(report.foreignMilliDevices()).isEqualTo(250);
    }

    @Test
    void countsPodsOfOthersUntilTheyEnd() {
        pods.onAdd(aPod("p1")
                .on("n1")
                .holding("nvidia.com/gpu", 2)
                .holding("nvidia.com/gpu", 1)
                .build());
        pods.onAdd(aPod("p2")
                .on("n1")
                .holding("nvidia.com/gpu", 1)
                .preparedWith("nvidia.com/gpu", 4)
                .build());
        pods.onAdd(aPod("p3").holding("nvidia.com/gpu", 8).build());

        assertThat(report(anH800("n1").build()).foreignMilliDevices()).isEqualTo(7000);

        Pod ended =
                aPod("p2").on("n1").holding("nvidia.com/gpu", 1).in("Failed").build();
        pods.onUpdate(ended, ended);

        assertThat(report(anH800("n1").build()).foreignMilliDevices()).isEqualTo(3000);
    }

    @Test
    void foreseesTheEndOfPodsThatStateALimit() {
        pods.onAdd(theirs("by-itself", 1).limitedTo(3600, 20).build());
        pods.onAdd(theirs("by-its-job", 2).ownedByJob("short").build());
        pods.onAdd(theirs("told-to-end", 3)
                .limitedTo(3600, 20)
                .goneAt("2026-03-01T08:00:40Z")
                .build());
        jobs.onAdd(aJob("short", 600L, "2026-03-01T08:00:00Z"));

        assertThat(ends())
                .containsExactly(
                        new ForeignEnd(Instant.parse("2026-03-01T08:00:40Z"), 3000),
                        new ForeignEnd(Instant.parse("2026-03-01T08:10:30Z"), 2000), // and the usual 30 s of grace
                        new ForeignEnd(Instant.parse("2026-03-01T09:00:20Z"), 1000));
    }

    @Test
    void takesTheOperatorsAssumptionWhereNothingLimitsAPod() {
        pods.onAdd(
                theirs("limited", 1).labelled("team", "vision").limitedTo(60, 0).build());
        pods.onAdd(theirs("assumed", 2).labelled("team", "vision").build());
        pods.onAdd(theirs("for-ever", 1)
                .labelled("team", "vision")
                .inNamespace("notebooks")
                .build());
        pods.onAdd(theirs("unknown", 1).build());
        pods.onAdd(aPod("not-begun")
                .on("n1")
                .holding("nvidia.com/gpu", 1)
                .labelled("team", "vision")
                .build());

        assertThat(ends())
                .containsExactly(
                        new ForeignEnd(Instant.parse("2026-03-01T08:01:00Z"), 1000),
                        new ForeignEnd(Instant.parse("2026-03-01T10:00:00Z"), 2000));
    }

    @Test
    void forgetsTheDeadlineOfAJobThatHasNoneAnyMore() {
        pods.onAdd(theirs("p1", 1).ownedByJob("job").build());
        jobs.onAdd(aJob("job", 600L, "2026-03-01T08:00:00Z"));
        assertThat(ends()).hasSize(1);

        jobs.onAdd(aJob("job", 600L, null)); // suspended
        assertThat(ends()).isEmpty();

        jobs.onAdd(aJob("job", null, "2026-03-01T08:00:00Z"));
        assertThat(ends()).isEmpty();
    }

    @Test
    void neverFreesMoreThanIsUsed() {
        pods.onAdd(theirs("p1", 3).labelled("team", "vision").build());
        pods.onAdd(theirs("p2", 3).limitedTo(60, 0).build());

        // 6 of 24 units of six shared devices; two more devices are cut into slices
        NodeReport report = report(anH800("n1")
                .with("nvidia.com/gpu", 24)
                .with("nvidia.com/mig-3g.40gb", 4)
                .labelled("nvidia.com/gpu.replicas", "4")
                .build());

        assertThat(report.foreignMilliDevices()).isEqualTo(3500);
        assertThat(report.foreignEnds()).extracting(ForeignEnd::milliDevices).containsExactly(750L, 750L);
    }

    private static APod theirs(String name, int devices) {
        return aPod(name).on("n1").holding("nvidia.com/gpu", devices).startedAt("2026-03-01T08:00:00Z");
    }

    private static Job aJob(String name, @Nullable Long seconds, @Nullable String startedAt) {
        return new JobBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .withActiveDeadlineSeconds(seconds)
                .endSpec()
                .withNewStatus()
                .withStartTime(startedAt)
                .endStatus()
                .build();
    }

    private List<ForeignEnd> ends() {
        return report(anH800("n1").build()).foreignEnds();
    }

    @Test
    void readsCordonsTaintsAndConditions() {
        assertThat(report(anH800("n1").cordoned().build()).cordoned()).isTrue();
        assertThat(report(anH800("n1").tainted("broken", "NoExecute").build()).cordoned())
                .isTrue();
        assertThat(report(anH800("n1").tainted("broken", "PreferNoSchedule").build())
                        .cordoned())
                .isFalse();
        assertThat(report(anH800("n1").tainted("dedicated", "NoSchedule").build())
                        .cordoned())
                .isFalse();
        assertThat(report(anH800("n1").tainted("nvidia.com/gpu", "NoSchedule").build())
                        .cordoned())
                .isFalse();

        NodeReport down = report(anH800("n1")
                .ready(false)
                .tainted("node.kubernetes.io/unreachable", "NoExecute")
                .build());

        assertThat(down.ready()).isFalse();
        assertThat(down.cordoned()).isFalse();
    }

    @Test
    void forgetsNodesThatAreGone() {
        Node node = anH800("n1").build();
        nodes.onAdd(node);
        nodes.onDelete(node, true);

        assertThat(nodes.all()).isEmpty();
    }

    private NodeReport report(Node node) {
        nodes.onAdd(node);
        return InventoryReport.of(nodes.all(), pods.held()).nodes().getFirst();
    }
}
