package io.exaplan.agent.driver.kubernetes;

import static io.exaplan.agent.driver.kubernetes.ANode.aNode;
import static io.exaplan.agent.driver.kubernetes.ANode.anH800;
import static io.exaplan.agent.driver.kubernetes.APod.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.contract.NodeReport;
import io.fabric8.kubernetes.api.model.Node;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices as the vendors' plugins and HAMi's offer them: whole, in slots, in slices, beside amounts of memory and compute. */
class VendorsDevicesTest {

    private static final String DCU = "DCU-%d,4,65520,100,DCU-K100_AI,0,true:";

    private final Accelerators accelerators = new Accelerators(
            List.of(new NamedResource("example.com/npu", 1), new NamedResource("mthreads.com/vgpu", 4)));
    private final NodeRules rules = new NodeRules(accelerators, List.of(), List.of(), List.of(), List.of(), List.of());
    private final Nodes nodes = new Nodes(new NodeReader(rules), () -> {});
    private final ForeignPods pods =
            new ForeignPods(pod -> false, accelerators, List.of(), new JobDeadlines(() -> {}), () -> {});

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nvidia.com/gpu",
                "nvidia.com/gpu.shared",
                "huawei.com/Ascend310",
                "huawei.com/Ascend310P",
                "huawei.com/Ascend310P-V",
                "huawei.com/Ascend910",
                "huawei.com/Ascend910B4-1",
                "huawei.com/Ascend910C",
                "cambricon.com/mlu",
                "cambricon.com/mlu370",
                "cambricon.com/vmlu",
                "hygon.com/dcu",
                "hygon.com/dcunum",
                "amd.com/gpu",
                "metax-tech.com/gpu",
                "mthreads.com/gpu",
                "mthreads.com/vgpu",
                "example.com/npu"
            })
    void areWhole(String resource) {
        assertThat(accelerators.isWhole(resource)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cpu",
                "memory",
                "pods",
                "rdma/hca",
                "nvidia.com/gpumem",
                "nvidia.com/gpumem-percentage",
                "nvidia.com/gpucores",
                "nvidia.com/priority",
                "nvidia.com/mig-1g.10gb",
                "huawei.com/Ascend910B3-memory",
                "huawei.com/Ascend910B3-core",
                "huawei.com/Ascend910-16c",
                "huawei.com/Ascend910-10c.3cpu.32g",
                "huawei.com/Ascend310P-4c.3cpu",
                "huawei.com/npu-core",
                "cambricon.com/real-mlu-counts",
                "cambricon.com/mlu370.smlu.vcore",
                "cambricon.com/mlu.smlu.vmemory",
                "cambricon.com/mlu370.share",
                "cambricon.com/mlu370.mim-2m.8gb",
                "hygon.com/dcumem",
                "hygon.com/dcucores",
                "hygon.com/dcu-share-30c-16g",
                "hygon.com/dcu-mig-4g-31gb",
                "amd.com/gpumem",
                "amd.com/gpucores",
                "metax-tech.com/vmemory",
                "metax-tech.com/vcore",
                "mthreads.com/sgpu-memory",
                "mthreads.com/sgpu-core",
                "other.example/npu"
            })
    void areNotWhole(String resource) {
        assertThat(accelerators.isWhole(resource)).isFalse();
    }

    @Test
    void countsTheSlotsOfHygonsSharingPluginAsDevices() {
        NodeReport report = report(aNode("n1")
                .with("hygon.com/dcu", 0)
                .with("hygon.com/dcunum", 8)
                .with("hygon.com/dcumem", 524_160)
                .with("hygon.com/dcucores", 800)
                .labelled("hygon.com/dcu.name", "K100_AI")
                .build());

        assertThat(report.acceleratorModel()).isEqualTo("K100_AI");
        assertThat(report.nominalDevices()).isEqualTo(8);
        assertThat(report.unhealthyDevices()).isEmpty();
        assertThat(nodes.find("n1").orElseThrow().resource()).isEqualTo("hygon.com/dcunum");
    }

    @Test
    void countsDevicesOnceWhereHamiOffersSeveralSlotsOfEach() {
        pods.onAdd(aPod("p1").on("n1").holding("hygon.com/dcunum", 1).build());

        NodeReport report = report(aNode("n1")
                .with("hygon.com/dcunum", 32, 28)
                .annotated(
                        "hami.io/node-dcu-register",
                        IntStream.range(0, 8).mapToObj(DCU::formatted).collect(Collectors.joining()))
                .build());

        assertThat(report.acceleratorModel()).isEqualTo("K100_AI");
        assertThat(report.nominalDevices()).isEqualTo(8);
        assertThat(report.unhealthyDevices()).containsExactly(7);
        assertThat(report.foreignMilliDevices())
                .as("a device with a slot taken cannot be had whole")
                .isEqualTo(1000);
        assertThat(nodes.find("n1").orElseThrow().unitsPerDevice())
                .as("a run takes one slot for each device")
                .isEqualTo(1);
    }

    @Test
    void readsTheNewerRegisterOfHami() {
        NodeReport report = report(aNode("n1")
                .with("nvidia.com/gpu", 20)
                .annotated("hami.io/node-nvidia-register", """
                        [{"id":"GPU-1","count":10,"devmem":32768,"type":"NVIDIA-Tesla V100-PCIE-32GB","health":true},
                         {"id":"GPU-2","index":1,"count":10,"devmem":32768,"type":"NVIDIA-Tesla V100-PCIE-32GB"}]
                        """)
                .build());

        assertThat(report.acceleratorModel()).isEqualTo("Tesla-V100-PCIE-32GB");
        assertThat(report.nominalDevices()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "x", "a,b,c:", "[1,", "{}"})
    void doesWithoutARegisterThatCannotBeRead(String register) {
        NodeReport report = report(aNode("n1")
                .with("hygon.com/dcunum", 8)
                .annotated("hami.io/node-dcu-register", register)
                .build());

        assertThat(report.nominalDevices()).isEqualTo(8);
        assertThat(report.acceleratorModel()).isEqualTo("hygon.com/dcunum");
    }

    @Test
    void takesCambriconsOwnCountOfDevices() {
        NodeReport report = report(aNode("n1")
                .with("cambricon.com/real-mlu-counts", 8)
                .with("cambricon.com/vmlu", 80)
                .with("cambricon.com/mlu370.smlu.vcore", 800)
                .build());

        assertThat(report.nominalDevices()).isEqualTo(8);
        assertThat(report.foreignMilliDevices()).isZero();
    }

    @Test
    void takesTheOperatorsWordOnSlots() {
        NodeReport report = report(aNode("n1").with("mthreads.com/vgpu", 32).build());

        assertThat(report.nominalDevices()).isEqualTo(8);
    }

    @Test
    void takesResourcesOnlyTheOperatorKnows() {
        pods.onAdd(aPod("p1").on("n1").holding("example.com/npu", 3).build());

        NodeReport report = report(aNode("n1").with("example.com/npu", 4).build());

        assertThat(report.acceleratorModel()).isEqualTo("example.com/npu");
        assertThat(report.nominalDevices()).isEqualTo(4);
        assertThat(report.foreignMilliDevices()).isEqualTo(3000);
    }

    /** Whole ones, slices, how many were cut for them at least. */
    @ParameterizedTest
    @CsvSource({
        "hygon.com/dcu,        6, hygon.com/dcu-share-30c-16g,       8, 2",
        "hygon.com/dcu,        7, hygon.com/dcu-mig-4g-31gb,         2, 1",
        "hygon.com/dcu,        7, hygon.com/dcu-share,               4, 1",
        "huawei.com/Ascend910, 7, huawei.com/Ascend910-16c,          2, 1",
        "huawei.com/Ascend910, 6, huawei.com/Ascend910-10c.3cpu.32g, 4, 2",
        "huawei.com/Ascend910, 7, huawei.com/Ascend910-12c.3cpu.32g, 2, 1",
        "huawei.com/Ascend310P, 6, huawei.com/Ascend310P-4c.3cpu,    3, 2",
        "cambricon.com/mlu370, 7, cambricon.com/mlu370.mim-2m.8gb,   3, 1"
    })
    void countsDevicesCutIntoSlicesAsUsed(String whole, int devices, String slice, int slices, int cut) {
        NodeReport report =
                report(aNode("n1").with(whole, devices).with(slice, slices).build());

        assertThat(report.nominalDevices()).isEqualTo(devices + cut);
        assertThat(report.foreignMilliDevices()).isEqualTo(cut * 1000L);
        assertThat(report.unhealthyDevices()).isEmpty();
    }

    @Test
    void takesTheComputeUnitsOfTheNodesOwnDevices() {
        NodeReport report = report(aNode("n1")
                .with("hygon.com/dcu", 6)
                .with("hygon.com/dcu-share-30c-16g", 4)
                .labelled("hygon.com/dcu.cu-count", "60")
                .build());

        assertThat(report.foreignMilliDevices()).isEqualTo(2000);
    }

    @Test
    void reportsANodeWhoseEveryDeviceIsCut() {
        NodeReport report =
                report(aNode("n1").with("hygon.com/dcu-mig-2g-15gb", 32).build());

        assertThat(report.nominalDevices()).isEqualTo(8);
        assertThat(report.foreignMilliDevices()).isEqualTo(8000);
        assertThat(nodes.find("n1").orElseThrow().resource()).isEqualTo("hygon.com/dcu");
    }

    @Test
    void doesNotTakeTheSlicesOfNvidiasSingleStrategyForDevices() {
        NodeReport report = report(anH800("n1")
                .with("nvidia.com/gpu", 56)
                .labelled("nvidia.com/mig.strategy", "single")
                .labelled("nvidia.com/gpu.count", "56")
                .labelled("nvidia.com/gpu.product", "NVIDIA-H800-MIG-1g.10gb")
                .build());

        assertThat(report.acceleratorModel()).isEqualTo("NVIDIA-H800");
        assertThat(report.nominalDevices()).isEqualTo(8);
        assertThat(report.foreignMilliDevices()).isEqualTo(8000);
        assertThat(report.unhealthyDevices()).isEmpty();
    }

    @Test
    void countsDevicesOfTheRenamedResourceOfTimeSharingOnce() {
        NodeReport report = report(anH800("n1")
                .with("nvidia.com/gpu", 0)
                .with("nvidia.com/gpu.shared", 32)
                .labelled("nvidia.com/gpu.replicas", "4")
                .build());

        assertThat(report.nominalDevices()).isEqualTo(8);
        assertThat(nodes.find("n1").orElseThrow().unitsPerDevice()).isEqualTo(4);
    }

    private NodeReport report(Node node) {
        nodes.onAdd(node);
        return InventoryReport.of(nodes.all(), pods.held()).nodes().getFirst();
    }
}
