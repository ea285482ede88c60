package io.exaplan.engine.catalogue;

import static io.exaplan.engine.catalogue.AcceleratorModelBuilder.anAcceleratorModel;
import static io.exaplan.engine.catalogue.ModelProfileBuilder.aModelProfile;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class SizingProperties {

    private static final double BYTES_PER_GIB = 1L << 30;

    private final Sizing sizing = new Sizing(SizingAssumptions.USUAL);

    @Property
    void moreDevicesNeverTrainLonger(
            @ForAll @DoubleRange(min = 1e6, max = 1e13) double parameters,
            @ForAll @DoubleRange(min = 1e6, max = 1e14) double tokens,
            @ForAll @DoubleRange(min = 0.01, max = 1) double mfu,
            @ForAll @IntRange(min = 1, max = 100_000) int devices) {
        var work = new TrainingWork(parameters, tokens, mfu);

        assertThat(duration(work, 989, devices + 1)).isLessThanOrEqualTo(duration(work, 989, devices));
    }

    @Property
    void slowerModelsAndMoreTokensNeverTrainFaster(
            @ForAll @DoubleRange(min = 1e6, max = 1e13) double tokens,
            @ForAll @DoubleRange(min = 10, max = 1_000) double tflops) {
        var work = new TrainingWork(8e9, tokens, 0.4);
        var longer = new TrainingWork(8e9, tokens * 1.5, 0.4);

        assertThat(duration(work, tflops, 64)).isGreaterThanOrEqualTo(duration(work, tflops * 2, 64));
        assertThat(duration(longer, tflops, 64)).isGreaterThanOrEqualTo(duration(work, tflops, 64));
    }

    @Property
    void theLeastDevicesHoldTheModelAndOneLessDoesNot(
            @ForAll @LongRange(min = 1_000_000, max = 2_000_000_000_000L) long parameters,
            @ForAll @DoubleRange(min = 8, max = 288) double memoryGib,
            @ForAll @LongRange(min = 0, max = 10_000_000) long cachedTokens) {
        var profile = aModelProfile("any").parameters(parameters, parameters).build();
        var model = anAcceleratorModel("any").memoryGib(memoryGib).build();

        var devices = sizing.leastDevices(profile, model, cachedTokens).orElseThrow();

        var needed = profile.weightBytes() + cachedTokens * profile.kvBytesPerToken();
        var usable = memoryGib * BYTES_PER_GIB * 0.9;
        assertThat(devices * usable).isGreaterThanOrEqualTo(needed * (1 - 1e-12));
        assertThat((devices - 1) * usable).isLessThan(needed);
    }

    @Property
    void aReplicaHasItsDevicesAndStandsOnWholeNodesOrOne(
            @ForAll @LongRange(min = 1_000_000, max = 2_000_000_000_000L) long parameters,
            @ForAll @IntRange(min = 1, max = 16) int devicesPerNode) {
        var profile = aModelProfile("any").parameters(parameters, parameters).build();
        var model = anAcceleratorModel("any").memoryGib(64).build();

        var replica = sizing.replicaShape(profile, model, devicesPerNode, 0).orElseThrow();

        assertThat((long) replica.devices())
                .isGreaterThanOrEqualTo(sizing.leastDevices(profile, model, 0).orElseThrow());
        assertThat(replica.devicesPerWorker()).isLessThanOrEqualTo(devicesPerNode);
        assertThat(!replica.spansNodes() || replica.devicesPerWorker() == devicesPerNode)
                .isTrue();
    }

    @Property
    void theReplicasServeTheRateAndOneLessDoesNot(
            @ForAll @DoubleRange(min = 1, max = 1e7) double tokensPerSecond,
            @ForAll @IntRange(min = 1, max = 16) int devices) {
        var profile = aModelProfile("8b").build();
        var model = anAcceleratorModel("any").peak(Precision.BF16, 312).build();
        var replica = new ReplicaShape(1, devices);

        var replicas = sizing.replicas(profile, model, replica, tokensPerSecond).orElseThrow();

        var each = sizing.tokensPerSecond(profile, model, replica).orElseThrow();
        assertThat(replicas * each).isGreaterThanOrEqualTo(tokensPerSecond * (1 - 1e-12));
        assertThat((replicas - 1) * each).isLessThan(tokensPerSecond);
    }

    private Duration duration(TrainingWork work, double tflops, int devices) {
        var model = anAcceleratorModel("any").peak(Precision.BF16, tflops).build();
        return sizing.trainingDuration(work, model, devices).orElseThrow();
    }
}
