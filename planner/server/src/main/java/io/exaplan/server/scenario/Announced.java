package io.exaplan.server.scenario;

import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.engine.catalogue.AcceleratorModel;
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
        NewNodes nodes = new NewNodes(
                model,
                like.map(PartitionFacts::devicesPerNode).orElse(NewNodes.USUAL_DEVICES),
                like.map(PartitionFacts::nodeCpuMilli).orElse(NewNodes.USUAL_CPU_MILLI),
                like.map(PartitionFacts::nodeMemoryMib).orElse(NewNodes.USUAL_MEMORY_MIB));
        int devices = delivery.stated().devices();
        PartitionFacts whole = nodes.partition(
                id,
                cluster + "/" + name,
                cluster,
                devices,
                devices / nodes.devicesPerNode(),
                like.map(PartitionFacts::tenants).orElse(Set.of()));
        TimeWindow window = new TimeWindow(delivery.stated().expectedAt().getEpochSecond(), Seconds.FOREVER);
        return Capacity.only(whole, window);
    }

    static boolean isDelivery(PartitionFacts partition) {
        return partition.key().contains("/" + NAMED);
    }

    static boolean isOf(PartitionFacts partition, int delivery) {
        return partition.key().endsWith("/" + NAMED + delivery);
    }

    /** Ids of those the base has. */
    static Stream<String> ids(PlanningProblem base) {
        return base.partitions().stream()
                .filter(Announced::isDelivery)
                .map(PartitionFacts::key)
                .map(key -> key.substring(key.lastIndexOf('-') + 1));
    }

    /** The same delivery, later. */
    static PartitionFacts later(PartitionFacts partition, long bySeconds) {
        long from = partition.milliDevices().steps().getFirst().fromSecond();
        PartitionFacts whole = Capacity.lastingly(partition);
        return Capacity.only(whole, new TimeWindow(Seconds.after(from, bySeconds), Seconds.FOREVER));
    }
}
