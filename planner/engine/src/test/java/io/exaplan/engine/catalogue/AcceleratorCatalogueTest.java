package io.exaplan.engine.catalogue;

import static io.exaplan.engine.catalogue.AcceleratorModelBuilder.anAcceleratorModel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AcceleratorCatalogueTest {

    private final AcceleratorModel a100 = anAcceleratorModel("A100")
            .aliases("A100-80G")
            .resources("nvidia.com/gpu")
            .labelValues("NVIDIA-A100-SXM4-80GB", "NVIDIA-A100-80GB-PCIe")
            .build();
    private final AcceleratorModel v100 = anAcceleratorModel("V100-16G")
            .aliases("V100M16")
            .resources("nvidia.com/gpu")
            .build();
    private final AcceleratorModel ascend = anAcceleratorModel("910B3")
            .vendor("Huawei")
            .resources("huawei.com/Ascend910B3")
            .labelValues("910B3")
            .build();
    private final AcceleratorCatalogue catalogue = AcceleratorCatalogue.of(List.of(v100, ascend, a100));

    @Test
    void keepsTheOrderItWasGiven() {
        assertThat(catalogue.models()).containsExactly(v100, ascend, a100);
    }

    @Test
    void findsAModelByItsKey() {
        assertThat(catalogue.withKey("A100")).hasValue(a100);
        assertThat(catalogue.withKey("a100")).isEmpty();
        assertThat(catalogue.withKey("A100-80G")).isEmpty();
    }

    @Test
    void findsAModelByWhatPeopleCallIt() {
        assertThat(catalogue.named("a100")).hasValue(a100);
        assertThat(catalogue.named("V100M16")).hasValue(v100);
        assertThat(catalogue.named("NVIDIA-A100-SXM4-80GB")).isEmpty();
    }

    @Test
    void findsAModelByTheValueOfANodeLabel() {
        assertThat(catalogue.withLabelValue("NVIDIA-A100-80GB-PCIe")).hasValue(a100);
        assertThat(catalogue.withLabelValue("A100")).isEmpty();
    }

    @Test
    void recognisesWhateverANodeReports() {
        assertThat(catalogue.recognise("NVIDIA-A100-SXM4-80GB")).hasValue(a100);
        assertThat(catalogue.recognise(" v100m16 ")).hasValue(v100);
        assertThat(catalogue.recognise("910B3")).hasValue(ascend);
        assertThat(catalogue.recognise("Contoso 9000")).isEmpty();
    }

    @Test
    void takesNoShareOfADeviceForADevice() {
        assertThat(catalogue.recognise("NVIDIA-A100-SXM4-80GB-SHARED")).isEmpty();
        assertThat(catalogue.recognise("NVIDIA-A100-SXM4-80GB-MIG-1g.10gb")).isEmpty();
    }

    @Test
    void listsTheModelsAResourceMayStandFor() {
        assertThat(catalogue.offering("nvidia.com/gpu")).containsExactly(v100, a100);
        assertThat(catalogue.offering("huawei.com/Ascend910B3")).containsExactly(ascend);
        assertThat(catalogue.offering("amd.com/gpu")).isEmpty();
    }

    @Test
    void refusesTwoModelsOfOneName() {
        var other = anAcceleratorModel("B").labelValues("a100-80g").build();

        assertThatThrownBy(() -> AcceleratorCatalogue.of(List.of(a100, other)))
                .hasMessage("The catalogue calls both the accelerator model (A100) and the accelerator model (B)"
                        + " \"a100-80g\".\nLet each name stand for one accelerator model.");
    }

    @Test
    void replacesAModelWhereItStands() {
        var cut = anAcceleratorModel("910B3")
                .vendor("Huawei")
                .peak(Precision.FP16, 280)
                .build();
        var added = anAcceleratorModel("Z1").build();

        var overlaid = catalogue.overlaidWith(List.of(added, cut));

        assertThat(overlaid.models()).containsExactly(v100, cut, a100, added);
        assertThat(catalogue.models()).containsExactly(v100, ascend, a100);
    }
}
