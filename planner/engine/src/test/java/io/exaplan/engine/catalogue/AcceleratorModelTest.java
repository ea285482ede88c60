package io.exaplan.engine.catalogue;

import static io.exaplan.engine.catalogue.AcceleratorModelBuilder.anAcceleratorModel;
import static io.exaplan.engine.catalogue.AcceleratorModelBuilder.h800;
import static io.exaplan.engine.catalogue.AcceleratorModelBuilder.unknown;
import static io.exaplan.engine.catalogue.Precision.BF16;
import static io.exaplan.engine.catalogue.Precision.FP16;
import static io.exaplan.engine.catalogue.Precision.FP8;
import static io.exaplan.engine.catalogue.Precision.INT8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.EnumMap;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class AcceleratorModelTest {

    @Test
    void statesThePeakOfEachPrecisionItKnows() {
        var model = anAcceleratorModel("L20").peak(BF16, 119.5).peak(INT8, 239).build();

        assertThat(model.peakTflops(BF16)).hasValue(119.5);
        assertThat(model.peakTflops(INT8)).hasValue(239);
        assertThat(model.peakTflops(FP8)).isEmpty();
    }

    @Test
    void isAccountedInBf16() {
        var model = anAcceleratorModel("X").peak(FP16, 90).peak(BF16, 100).build();

        assertThat(model.accountingPrecision()).hasValue(BF16);
        assertThat(model.accountingTflops()).hasValue(100);
        assertThat(model.accountingText()).isEqualTo("100 TFLOPS dense BF16, vendor peak");
    }

    @Test
    void isAccountedInFp16WhereItHasNoBf16() {
        var model = anAcceleratorModel("T4").peak(FP16, 65).peak(INT8, 130).build();

        assertThat(model.accountingPrecision()).hasValue(FP16);
        assertThat(model.accountingTflops()).hasValue(65);
    }

    @Test
    void saysThatItsFlopsAreUnknown() {
        assertThat(unknown().accountingTflops()).isEmpty();
        assertThat(unknown().accountingText()).isEqualTo("FLOPS unknown");
        assertThat(unknown().memoryGib()).isEmpty();
    }

    @Test
    void countsNoOtherPrecisionForFp16() {
        var model = anAcceleratorModel("integers-only").peak(INT8, 256).build();

        assertThat(model.accountingTflops()).isEmpty();
    }

    @Test
    void saysThatAPeakIsEstimated() {
        var model = anAcceleratorModel("P800")
                .peak(FP16, 345)
                .provenance(new Provenance("press", Confidence.ESTIMATE, "quoted second hand"))
                .build();

        assertThat(model.accountingText()).isEqualTo("345 TFLOPS dense FP16, vendor peak, estimated");
    }

    @Test
    void refusesAModelWithoutAVendor() {
        assertThatThrownBy(anAcceleratorModel("H800").vendor(" ")::build)
                .hasMessageContaining("The accelerator model (H800) has no vendor.\nState who makes it.");
    }

    @Test
    void refusesANegativePeak() {
        assertThatThrownBy(anAcceleratorModel("H800").peak(FP16, -1)::build)
                .hasMessage("The accelerator model (H800) states FP16 -1 TFLOPS.\n"
                        + "Peak TFLOPS must be above 0; leave the precision out when it is unknown.");
    }

    @Test
    void callsIntegerPeaksTops() {
        assertThatThrownBy(anAcceleratorModel("H800").peak(INT8, 0)::build)
                .hasMessage("The accelerator model (H800) states INT8 0 TOPS.\n"
                        + "Peak TOPS must be above 0; leave the precision out when it is unknown.");
    }

    @Test
    void refusesAPeakThatIsNoNumber() {
        assertThatThrownBy(anAcceleratorModel("H800").peak(FP16, Double.NaN)::build)
                .hasMessageContaining("states FP16 NaN TFLOPS");
    }

    @Test
    void refusesAKeyWithSpaces() {
        assertThatThrownBy(anAcceleratorModel("H 800")::build).hasMessageContaining("has no usable key");
    }

    @Test
    void refusesAResourceWithoutADomain() {
        assertThatThrownBy(anAcceleratorModel("H800").resources("gpu")::build)
                .hasMessageContaining("states the Kubernetes resource \"gpu\"");
    }

    @Test
    void refusesAnEstimateThatDoesNotSayOfWhat() {
        var bare = new Provenance("press", Confidence.ESTIMATE, "");

        assertThatThrownBy(anAcceleratorModel("P800").provenance(bare)::build)
                .hasMessageContaining("is an estimate without a note");
    }

    @Test
    void tellsEverythingThatIsWrong() {
        var faulty =
                anAcceleratorModel("H800").vendor("").memoryGib(0).watts(-700).peak(FP16, -1);

        assertThatThrownBy(faulty::build)
                .asInstanceOf(type(InvalidCatalogueEntryException.class))
                .satisfies(exception -> assertThat(exception.problems())
                        .extracting(FieldProblem::field)
                        .containsExactly("vendor", "memoryGib", "watts", "densePeakTflops/FP16"));
    }

    @Test
    void keepsItsFiguresWhenTheGivenMapChanges() {
        var peaks = new EnumMap<Precision, Double>(Precision.class);
        peaks.put(BF16, 989.0);
        var figures = new DeviceFigures(OptionalDouble.empty(), OptionalDouble.empty(), peaks);

        peaks.put(BF16, 1979.0);

        assertThat(figures.densePeakTflops()).containsEntry(BF16, 989.0);
    }

    @Test
    void readsAsItsKey() {
        assertThat(h800()).hasToString("H800");
    }
}
