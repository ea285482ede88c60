package io.exaplan.engine.solver;

import io.exaplan.engine.model.PartitionFacts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The partitions some jobs may run on; shared by all jobs that ask for the same. */
final class EligiblePartitions {
    private final List<Integer> ids;
    private final BitSet members = new BitSet();
    private final List<OnModel> byModel;

    /**
     * @param model catalogue key of the devices
     * @param ids ids of the partitions that have them, ascending
     */
    record OnModel(String model, List<Integer> ids) {}

    /**
     * @param partitions ascending by id
     */
    EligiblePartitions(List<PartitionFacts> partitions) {
        ids = partitions.stream().map(PartitionFacts::id).toList();
        ids.forEach(members::set);
        Map<String, List<Integer>> models = new TreeMap<>();
        for (PartitionFacts partition : partitions) {
            models.computeIfAbsent(partition.acceleratorModel(), absent -> new ArrayList<>())
                    .add(partition.id());
        }
        byModel = models.entrySet().stream()
                .map(model -> new OnModel(model.getKey(), List.copyOf(model.getValue())))
                .toList();
    }

    /** Ascending. */
    List<Integer> ids() {
        return ids;
    }

    boolean contains(int partition) {
        return members.get(partition);
    }

    boolean isEmpty() {
        return ids.isEmpty();
    }

    /** By model, models in the order of their keys. */
    List<OnModel> byModel() {
        return byModel;
    }
}
