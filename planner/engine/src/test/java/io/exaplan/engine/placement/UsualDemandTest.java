package io.exaplan.engine.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.model.WorkerShape;
import io.exaplan.engine.placement.online.DemandMix;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UsualDemandTest {
    private static final WorkerShape TWO_DEVICES = new WorkerShape(2_000, 8_000, 1_024);

    private final UsualDemand usual = new UsualDemand();

    @Test
    void aGangThatFitsOnANodeAsksForRoomThereAtOnce() {
        usual.count(TWO_DEVICES, 3, 5);

        assertThat(usual.learn(8)).isEqualTo(mix(Collections.nCopies(5, whole(6, 24_000, 3_072))));
    }

    @Test
    void aLargerGangAsksForWholeNodesAndARemainder() {
        usual.count(TWO_DEVICES, 9, 1);

        // 9 workers of 2 on nodes of 8: 4 + 4 + 1
        assertThat(usual.learn(8))
                .isEqualTo(mix(List.of(whole(8, 32_000, 4_096), whole(8, 32_000, 4_096), whole(2, 8_000, 1_024))));
    }

    @Test
    void sharesAreAskedForOneByOne() {
        usual.count(new WorkerShape(300, 1_000, 10), 2, 1);

        WorkerDemand share = new WorkerDemand(1_000, 10, 1, 300, Set.of());
        assertThat(usual.learn(8)).isEqualTo(mix(List.of(share, share)));
    }

    @Test
    void learnsAnewWhenTheCountHasGrownByHalf() {
        assertThat(usual.hasGrown()).isFalse();

        usual.count(TWO_DEVICES, 1, 10);
        assertThat(usual.hasGrown()).isTrue();

        usual.learn(8);
        usual.count(TWO_DEVICES, 1, 5);
        assertThat(usual.hasGrown()).isFalse();

        usual.count(TWO_DEVICES, 1, 1);
        assertThat(usual.hasGrown()).isTrue();
    }

    @Test
    void remembersABoundedNumberOfKinds() {
        Stream.iterate(1, workers -> workers + 1).limit(5_000).forEach(workers -> usual.count(TWO_DEVICES, workers, 1));
        usual.count(TWO_DEVICES, 1, 1_000);

        assertThat(usual.hasGrown()).isTrue();
        assertThat(usual.learn(1))
                .isEqualTo(mix(Collections.nCopies(2_048 * 2_049 / 2 + 1_000, whole(2, 8_000, 1_024))));
    }

    private static WorkerDemand whole(int devices, int cpuMilli, int memoryMib) {
        return new WorkerDemand(cpuMilli, memoryMib, devices, 1_000, Set.of());
    }

    private static DemandMix mix(List<WorkerDemand> demands) {
        return DemandMix.of(demands);
    }
}
