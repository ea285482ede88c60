package io.exaplan.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.kernel.TimeWindow;
import io.exaplan.engine.model.PartitionFacts;
import java.util.OptionalDouble;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CapacityProperties {

    @Property
    void changesWhatIsWithinTheWindowAndNothingElse(
            @ForAll @IntRange(max = 20) int first,
            @ForAll @IntRange(max = 20) int second,
            @ForAll @IntRange(min = -10, max = 10) int nodes,
            @ForAll @IntRange(max = 100) int from,
            @ForAll @IntRange(min = 1, max = 100) int length,
            @ForAll @IntRange(max = 250) int at) {
        PartitionFacts partition =
                partition(Profile.constant(first).plus(50, 120, second).plus(0, 30, 1));
        TimeWindow window = TimeWindow.lasting(from, length);

        PartitionFacts changed = Capacity.ofNodes(partition, nodes).within(window);

        long before = partition.wholeNodes().at(at);
        assertThat(changed.wholeNodes().at(at)).isEqualTo(window.contains(at) ? Math.max(0, before + nodes) : before);
        assertThat(changed.milliDevices().at(at)).isEqualTo(changed.wholeNodes().at(at) * 8000);
    }

    @Property
    void whatIsThereOnlyWithinAWindowIsNowhereElse(
            @ForAll @IntRange(max = 100) int from,
            @ForAll @IntRange(min = 1, max = 100) int length,
            @ForAll @IntRange(max = 250) int at) {
        TimeWindow window = TimeWindow.lasting(from, length);

        PartitionFacts only = Capacity.only(partition(Profile.constant(3)), window);

        assertThat(only.wholeNodes().at(at)).isEqualTo(window.contains(at) ? 3 : 0);
    }

    private static PartitionFacts partition(Profile nodes) {
        return new PartitionFacts(
                1,
                "north/h800",
                "north",
                "H800",
                "CUDA",
                80,
                OptionalDouble.of(990),
                OptionalDouble.of(700),
                8,
                128_000,
                1_048_576,
                4,
                4,
                nodes.times(8000),
                nodes,
                Set.of(),
                Set.of(),
                true);
    }
}
