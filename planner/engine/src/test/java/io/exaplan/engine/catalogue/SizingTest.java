package io.exaplan.engine.catalogue;

import static io.exaplan.engine.catalogue.AcceleratorModelBuilder.anAcceleratorModel;
import static io.exaplan.engine.catalogue.AcceleratorModelBuilder.h800;
import static io.exaplan.engine.catalogue.AcceleratorModelBuilder.unknown;
import static io.exaplan.engine.catalogue.ModelProfileBuilder.aModelProfile;
import static io.exaplan.engine.catalogue.ModelProfileBuilder.deepSeekV3;
import static io.exaplan.engine.catalogue.Precision.BF16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SizingTest {

    private final Sizing sizing = new Sizing(SizingAssumptions.USUAL);

    @Test
    void trainsAsLongAsItsFlopsTake() {
        // 6 x 8e9 x 1e12 = 4.8e22 FLOPs; 64 x 989e12 x 0.4 = 2.53e16 a second
        var work = new TrainingWork(8e9, 1e12, 0.4);

        assertThat(work.flops()).isEqualTo(4.8e22);
        assertThat(sizing.trainingDuration(work, h800(), 64)).hasValue(Duration.ofSeconds(1_895_855));
    }

    @Test
    void trainsDeepSeekV3InTheTimeItsReportStates() {
        // arXiv 2412.19437: 14.8 trillion tokens on 2,048 H800 in 2,664 thousand device-hours, 54 days
        var work = TrainingWork.of(deepSeekV3(), 14.8e12);

        var duration = sizing.trainingDuration(work, h800(), 2_048).orElseThrow();

        assertThat(duration.toHours() * 2_048.0).isCloseTo(2_664_000, within(10_000.0));
        assertThat(duration.toDays()).isEqualTo(54);
    }

    @Test
    void doesNotKnowHowLongTrainingTakesOnUnknownFlops() {
        assertThat(sizing.trainingDuration(new TrainingWork(8e9, 1e12, 0.4), unknown(), 64))
                .isEmpty();
    }

    @Test
    void refusesTrainingOnNoDevice() {
        assertThatThrownBy(() -> sizing.trainingDuration(new TrainingWork(8e9, 1e12, 0.4), h800(), 0))
                .hasMessage("The sizing asks for 0 devices.\nTraining needs at least one device.");
    }

    @Test
    void refusesWorkWithoutTokens() {
        assertThatThrownBy(() -> new TrainingWork(8e9, 0, 1.5))
                .hasMessageContaining("The training work states 0 tokens.")
                .hasMessageContaining("The training work states an MFU of 1.5.");
    }

    @Test
    void fitsASmallModelOnOneDevice() {
        // 16 GB of 80 x 0.9 = 72 GiB
        assertThat(sizing.replicaShape(aModelProfile("8b").build(), h800(), 8, 0))
                .hasValue(new ReplicaShape(1, 1));
    }

    @Test
    void spreadsAReplicaOfDeepSeekV3OverNodesOfEightTimes80() {
        // 671 GB; 8 x 80 x 0.9 = 576 GiB = 618 GB
        var replica = sizing.replicaShape(deepSeekV3(), h800(), 8, 0).orElseThrow();

        assertThat(replica).isEqualTo(new ReplicaShape(2, 8));
        assertThat(replica.spansNodes()).isTrue();
        assertThat(replica.devices()).isEqualTo(16);
    }

    @Test
    void fitsAReplicaOfDeepSeekV3OnOneNodeOfEightTimes141() {
        var h200 = anAcceleratorModel("H200").memoryGib(141).peak(BF16, 989).build();

        assertThat(sizing.replicaShape(deepSeekV3(), h200, 8, 1_000_000)).hasValue(new ReplicaShape(1, 8));
    }

    @Test
    void countsTheKeyValueCacheToo() {
        // 16 GB and 131,072 bytes a token: 77.3 GB of one device hold 467,703 tokens
        var profile = aModelProfile("8b").build();

        assertThat(sizing.leastDevices(profile, h800(), 467_700)).hasValue(1);
        assertThat(sizing.leastDevices(profile, h800(), 467_800)).hasValue(2);
    }

    @Test
    void splitsAttentionHeadsEvenlyWithinANode() {
        // 405 billion parameters of 1 byte: 6 devices of 72 GiB
        var profile = aModelProfile("405b")
                .parameters(405_000_000_000L, 405_000_000_000L)
                .bytesPerParameter(1)
                .build();

        assertThat(sizing.leastDevices(profile, h800(), 0)).hasValue(6);
        assertThat(sizing.replicaShape(profile, h800(), 8, 0)).hasValue(new ReplicaShape(1, 8));
        assertThat(sizing.replicaShape(profile, h800(), 6, 0)).hasValue(new ReplicaShape(1, 6));
    }

    @Test
    void doesNotKnowWhatFitsIntoUnknownMemory() {
        assertThat(sizing.leastDevices(deepSeekV3(), unknown(), 0)).isEmpty();
        assertThat(sizing.replicaShape(deepSeekV3(), unknown(), 8, 0)).isEmpty();
    }

    @Test
    void generatesATenthOfThePeakInTokens() {
        // 16 x 989e12 x 0.1 over 2 x 37e9
        assertThat(sizing.servingFlopsPerToken(deepSeekV3())).isEqualTo(74e9);
        assertThat(sizing.tokensPerSecond(deepSeekV3(), h800(), new ReplicaShape(2, 8))
                        .orElseThrow())
                .isCloseTo(21_384, within(1.0));
    }

    @Test
    void servesARateWithAsManyReplicasAsItTakes() {
        var replica = new ReplicaShape(2, 8);

        assertThat(sizing.replicas(deepSeekV3(), h800(), replica, 1)).hasValue(1);
        assertThat(sizing.replicas(deepSeekV3(), h800(), replica, 21_000)).hasValue(1);
        assertThat(sizing.replicas(deepSeekV3(), h800(), replica, 100_000)).hasValue(5);
        assertThat(sizing.replicas(deepSeekV3(), unknown(), replica, 100_000)).isEmpty();
    }

    @Test
    void takesOtherAssumptions() {
        var roomy = new Sizing(new SizingAssumptions(1, 0.2));

        // 671 GB in 8 x 80 GiB = 687 GB, with nothing left for anything else
        assertThat(roomy.replicaShape(deepSeekV3(), h800(), 8, 0)).hasValue(new ReplicaShape(1, 8));
        assertThatThrownBy(() -> new SizingAssumptions(90, 0.1)).hasMessageContaining("lets 90 of the memory be used");
    }

    @Test
    void refusesARateOfNothing() {
        assertThatThrownBy(() -> sizing.replicas(deepSeekV3(), h800(), new ReplicaShape(2, 8), 0))
                .hasMessageContaining("The sizing asks for 0 tokens per second.");
        assertThatThrownBy(() -> sizing.leastDevices(deepSeekV3(), h800(), -1))
                .hasMessageContaining("asks for -1 cached tokens");
    }
}
