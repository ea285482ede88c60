package io.exaplan.server.scenario;

import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.engine.catalogue.AcceleratorModel;
import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.kernel.TimeWindow;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.server.inventory.Delivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Deliveries as partitions of their own that are there from the announced date on: so a base says all of them, and one that is
 * late is a partition that begins later.
 */
final class Announced {
    private static final String NAMED = "delivery-";
    /** What eight-device servers of today have, where the cluster has none of the kind. */
    private static final int USUAL_DEVICES = 8;

    private static final long USUAL_CPU_MILLI = 128_000;
    private static final long USUAL_MEMORY_MIB = 2L * 1024 * 1024;

    private Announced() {}

    /** What is still to come after the problem's now, as far as the catalogue knows it; one overdue has no date to plan with. */
    static List<PartitionFacts> partitions(
            PlanningProblem base, Collection<Delivery> deliveries, AcceleratorCatalogue catalogue) {
        int id = base.partitions().stream().mapToInt(PartitionFacts::id).max().orElse(0);
        List<PartitionFacts> partitions = new ArrayList<>();
        for (Delivery delivery : deliveries) {
            Instant expected = delivery.stated().expectedAt();
            Optional<AcceleratorModel> model =
                    catalogue.recognise(delivery.stated().model());
            if (model.isPresent() && expected.getEpochSecond() > base.nowSecond()) {
                partitions.add(partition(++id, delivery, model.get(), base));
            }
        }
        return partitions;
    }

    private static PartitionFacts partition(int id, Delivery delivery, AcceleratorModel model, PlanningProblem base) {
        String name = NAMED + delivery.id();
        String stated = delivery.stated().cluster();
        String cluster = stated == null ? name : stated;
        Optional<PartitionFacts> like = base.partitions().stream()
                .filter(partition -> partition.cluster().equals(cluster)
                        && partition.acceleratorModel().equals(model.key()))
                .findFirst();
        int perNode = like.map(PartitionFacts::devicesPerNode).orElse(USUAL_DEVICES);
        int nodes = delivery.stated().devices() / perNode;
        TimeWindow window = new TimeWindow(delivery.stated().expectedAt().getEpochSecond(), Seconds.FOREVER);
        PartitionFacts whole = new PartitionFacts(
                id,
                cluster + "/" + name,
                cluster,
                model.key(),
                model.stack().name(),
                model.memoryGib().orElse(0),
                model.accountingTflops(),
                model.figures().watts(),
                perNode,
                like.map(PartitionFacts::nodeCpuMilli).orElse(USUAL_CPU_MILLI),
                like.map(PartitionFacts::nodeMemoryMib).orElse(USUAL_MEMORY_MIB),
                nodes,
                nodes,
                Profile.constant(delivery.stated().devices() * 1000L),
                Profile.constant(nodes),
                Set.of(),
                like.map(PartitionFacts::tenants).orElse(Set.of()),
                true);
        return Capacity.only(whole, window);
    }

    static boolean isOf(PartitionFacts partition, int delivery) {
        return partition.key().endsWith("/" + NAMED + delivery);
    }

    /** Ids of those the base has. */
    static Stream<String> ids(PlanningProblem base) {
        return base.partitions().stream()
                .map(PartitionFacts::key)
                .filter(key -> key.contains("/" + NAMED))
                .map(key -> key.substring(key.lastIndexOf('-') + 1));
    }

    /** The same delivery, later. */
    static PartitionFacts later(PartitionFacts partition, long bySeconds) {
        long from = partition.milliDevices().steps().getFirst().fromSecond();
        PartitionFacts whole = Capacity.lastingly(partition);
        return Capacity.only(whole, new TimeWindow(Seconds.after(from, bySeconds), Seconds.FOREVER));
    }
}
