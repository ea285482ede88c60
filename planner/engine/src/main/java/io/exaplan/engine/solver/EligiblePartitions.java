package io.exaplan.engine.solver;

import io.exaplan.engine.model.PartitionFacts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
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
        this(partitions.stream().map(PartitionFacts::id).toList(), byModel(partitions));
    }

    private EligiblePartitions(List<Integer> ids, List<OnModel> byModel) {
        this.ids = ids;
        this.byModel = byModel;
        ids.forEach(members::set);
    }

    private static List<OnModel> byModel(List<PartitionFacts> partitions) {
        Map<String, List<Integer>> models = new TreeMap<>();
        for (PartitionFacts partition : partitions) {
            models.computeIfAbsent(partition.acceleratorModel(), absent -> new ArrayList<>())
                    .add(partition.id());
        }
        return models.entrySet().stream()
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

    boolean containsAnyOf(Collection<Integer> partitions) {
        return partitions.stream().anyMatch(members::get);
    }

    /** Those of them that are among others. */
    EligiblePartitions within(Collection<Integer> partitions) {
        return new EligiblePartitions(
                ids.stream().filter(partitions::contains).toList(),
                byModel.stream()
                        .map(on -> new OnModel(
                                on.model(),
                                on.ids().stream().filter(partitions::contains).toList()))
                        .filter(on -> !on.ids().isEmpty())
                        .toList());
    }

    boolean isEmpty() {
        return ids.isEmpty();
    }

    /** By model, models in the order of their keys. */
    List<OnModel> byModel() {
        return byModel;
    }
}
