package io.exaplan.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.engine.catalogue.AcceleratorModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clusters and traces call the models that come with Exaplan. */
class AcceleratorRecognitionTest {

    private final AcceleratorCatalogue catalogue =
            CatalogueFiles.read(new CatalogueSettings(null, null)).acceleratorModels();

    @ParameterizedTest
    @ValueSource(strings = {"A10", "G2", "G3", "P100", "T4", "V100M16", "V100M32"})
    void recognisesEveryModelOfTheOpenbTrace(String name) {
        assertThat(catalogue.recognise(name)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "NVIDIA-A100-SXM4-80GB, A100",
        "NVIDIA-A100-SXM4-40GB, A100-40G",
        "NVIDIA-A800-SXM4-80GB, A800",
        "NVIDIA-H100-80GB-HBM3, H100",
        "NVIDIA-H800, H800",
        "NVIDIA-H20, H20",
        "Tesla-V100-SXM2-32GB, V100-32G",
        "Tesla-T4, T4",
        "910B3, 910B3",
        "Ascend910, 910C-DIE",
        "MLU370-X8, MLU370-X8",
        "MXC500, C500",
        "AMD_Instinct_MI300X_OAM, MI300X"
    })
    void recognisesWhatNodesAreLabelledWith(String label, String key) {
        assertThat(catalogue.withLabelValue(label)).hasValue(model(key));
    }

    @Test
    void namesTheResourceOfEveryVendor() {
        assertThat(catalogue.offering("nvidia.com/gpu")).contains(model("H800"), model("A100"));
        assertThat(catalogue.offering("huawei.com/Ascend910")).contains(model("910B3"), model("910C-DIE"));
        assertThat(catalogue.offering("huawei.com/Ascend910B2")).containsExactly(model("910B2"));
        assertThat(catalogue.offering("cambricon.com/mlu590")).containsExactly(model("MLU590"));
        assertThat(catalogue.offering("cambricon.com/vmlu")).containsExactly(model("MLU370-X8"), model("MLU590"));
        assertThat(catalogue.offering("hygon.com/dcu")).containsExactly(model("K100-AI"));
        assertThat(catalogue.offering("hygon.com/dcunum")).containsExactly(model("K100-AI"));
        assertThat(catalogue.offering("metax-tech.com/gpu")).containsExactly(model("C500"));
        assertThat(catalogue.offering("mthreads.com/gpu")).containsExactly(model("S4000"));
        assertThat(catalogue.offering("mthreads.com/vgpu")).containsExactly(model("S4000"));
        assertThat(catalogue.offering("iluvatar.com/gpu")).containsExactly(model("BI-V150"));
        assertThat(catalogue.offering("kunlunxin.com/xpu")).containsExactly(model("P800"));
        assertThat(catalogue.offering("birentech.com/gpu")).containsExactly(model("BR100"), model("BR104"));
        assertThat(catalogue.offering("amd.com/gpu")).containsExactly(model("MI250X-DIE"), model("MI300X"));
    }

    @ParameterizedTest
    @CsvSource({"cambricon.com/mlu590, MLU590", "huawei.com/Ascend910B3, 910B3", "huawei.com/Ascend910C, 910C-DIE"})
    void aNodeWithoutALabelIsKnownByAResourceThatIsNamedLikeItsModel(String resource, String key) {
        assertThat(catalogue.recognise(resource)).hasValue(model(key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nvidia.com/gpu",
                "cambricon.com/mlu",
                "cambricon.com/mlu370",
                "hygon.com/dcu",
                "hygon.com/dcunum",
                "metax-tech.com/gpu",
                "mthreads.com/gpu",
                "other.example/mlu590",
                "mlu590/",
                ""
            })
    void noModelIsGuessedFromAResourceThatOnlySaysTheVendor(String resource) {
        assertThat(catalogue.recognise(resource)).isEmpty();
    }

    private AcceleratorModel model(String key) {
        return catalogue.withKey(key).orElseThrow();
    }
}
