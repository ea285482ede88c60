package io.exaplan.server.inventory;

import static io.exaplan.engine.catalogue.Precision.BF16;
import static io.exaplan.engine.catalogue.Precision.FP16;
import static io.exaplan.engine.catalogue.Precision.FP4;
import static io.exaplan.engine.catalogue.Precision.FP8;
import static io.exaplan.engine.catalogue.Precision.INT8;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.engine.catalogue.AcceleratorModel;
import io.exaplan.engine.catalogue.Confidence;
import io.exaplan.engine.catalogue.Precision;
import io.exaplan.engine.catalogue.Stack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pins well-known facts, so that a slip of the pen in the data file does not move a city's total. */
class AcceleratorModelFactsTest {

    private final AcceleratorCatalogue catalogue =
            CatalogueFiles.read(new CatalogueSettings(null, null)).acceleratorModels();

    @ParameterizedTest
    @CsvSource({
        // https://www.nvidia.com/en-us/data-center/hgx/: FP16 36 PFLOPS with sparsity for eight B200
        "B200, 2250, 180",
        // https://www.nvidia.com/en-us/data-center/h200/: BF16 1,979 with sparsity
        "H200, 989, 141",
        // https://www.nvidia.com/en-us/data-center/h100/: BF16 1,979 with sparsity
        "H100, 989, 80",
        // NVIDIA H100 white paper: PCIe 756 dense
        "H100-PCIE, 756, 80",
        // The H100 with a slower NVLink
        "H800, 989, 80",
        // Press on the dealers' specification: 148 dense
        "H20, 148, 96",
        // https://www.nvidia.com/en-us/data-center/a100/: 312, 624 with sparsity
        "A100, 312, 80",
        "A100-40G, 312, 40",
        "A800, 312, 80",
        // https://www.nvidia.com/en-us/data-center/l40s/: 362, 733 with sparsity
        "L40S, 362, 48",
        "L20, 119.5, 48",
        "A10, 125, 24",
        // https://www.nvidia.com/en-us/data-center/v100/
        "V100-16G, 125, 16",
        "V100-32G, 125, 32",
        "T4, 65, 16",
        "P100, 18.7, 16",
        // Huawei, Atlas 800T A2: 3.008 or 2.504 PFLOPS for eight
        "910B2, 376, 64",
        "910B3, 313, 64",
        // Huawei, Atlas 800I A2: 2.24 PFLOPS for eight
        "910B4, 280, 32",
        // Huawei, Atlas 800T A3: 6.016 PFLOPS for eight packages
        "910C, 752, 128",
        "910C-DIE, 376, 64",
        // Cambricon's announcement of March 2022
        "MLU370-X8, 96, 48",
        "MLU590, 314, 80",
        "K100-AI, 192, 64",
        "C500, 280, 64",
        "S4000, 100, 48",
        "BI-V150, 192, 64",
        "P800, 345, 96",
        // Biren at Hot Chips 34
        "BR100, 1024, 64",
        "BR104, 512, 32",
        // https://www.amd.com/en/products/accelerators/instinct/
        "MI250X, 383, 128",
        "MI300X, 1307.4, 192"
    })
    void statesTheDensePeakAndTheMemory(String key, double tflops, double memoryGib) {
        assertThat(model(key).accountingTflops()).hasValue(tflops);
        assertThat(model(key).memoryGib()).hasValue(memoryGib);
    }

    @Test
    void statesDensePeaksOfOtherPrecisions() {
        assertThat(model("H100").peakTflops(FP8)).hasValue(1979);
        assertThat(model("H100").peakTflops(INT8)).hasValue(1979);
        assertThat(model("B200").peakTflops(FP4)).hasValue(9000);
        assertThat(model("H20").peakTflops(FP8)).hasValue(296);
        assertThat(model("A100").peakTflops(FP8)).isEmpty();
    }

    @Test
    void statesNoSparsePeakAmongDenseOnes() {
        // A sparse figure among dense ones shows as a factor of four where the width halves
        assertThat(catalogue.models()).allSatisfy(model -> {
            var half = model.accountingTflops();
            for (var narrower : new Precision[] {FP8, INT8}) {
                model.peakTflops(narrower)
                        .ifPresent(peak ->
                                assertThat(peak).as("%s of %s", narrower, model).isLessThan(half.orElseThrow() * 2.7));
            }
        });
    }

    @Test
    void countsADieAsHalfOfItsPackage() {
        assertThat(2 * model("910C-DIE").accountingTflops().orElseThrow())
                .isEqualTo(model("910C").accountingTflops().orElseThrow());
        assertThat(2 * model("MI250X-DIE").accountingTflops().orElseThrow())
                .isEqualTo(model("MI250X").accountingTflops().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"G2", "G3"})
    void doesNotGuessWhatAPseudonymCanDo(String key) {
        assertThat(model(key).accountingText()).isEqualTo("FLOPS unknown");
        assertThat(model(key).memoryGib()).isEmpty();
        assertThat(model(key).stack()).isEqualTo(Stack.UNKNOWN);
    }

    @Test
    void callsAFigureWithoutADataSheetAnEstimate() {
        assertThat(confidence("P800")).isEqualTo(Confidence.ESTIMATE);
        assertThat(confidence("910B1")).isEqualTo(Confidence.ESTIMATE);
        assertThat(confidence("H100")).isEqualTo(Confidence.DATASHEET);
    }

    @Test
    void statesFp16AndBf16AlikeWhereBothAreKnown() {
        assertThat(catalogue.models())
                .filteredOn(model -> model.peakTflops(BF16).isPresent()
                        && model.peakTflops(FP16).isPresent())
                .allSatisfy(model -> assertThat(model.peakTflops(BF16)).isEqualTo(model.peakTflops(FP16)));
    }

    private Confidence confidence(String key) {
        return model(key).provenance().confidence();
    }

    private AcceleratorModel model(String key) {
        return catalogue.withKey(key).orElseThrow();
    }
}
