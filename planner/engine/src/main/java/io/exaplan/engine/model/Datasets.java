package io.exaplan.engine.model;

import io.exaplan.engine.model.Eligibility.Obstacle;
import io.exaplan.engine.model.Eligibility.Obstacle.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The datasets there are, by name. What a job names and nobody knows, it cannot read. */
public final class Datasets {
    /** There are none. */
    public static final Datasets NONE = new Datasets(List.of());

    private final Map<String, DatasetFacts> byName = new HashMap<>();

    private Datasets(Collection<DatasetFacts> datasets) {
        datasets.forEach(dataset -> byName.put(dataset.name(), dataset));
    }

    public static Datasets of(Collection<DatasetFacts> datasets) {
        return datasets.isEmpty() ? NONE : new Datasets(datasets);
    }

    /** Whether a job may read all it names on a partition. */
    boolean allow(JobFacts job, PartitionFacts partition) {
        for (String name : job.data().datasets()) {
            DatasetFacts dataset = byName.get(name);
            if (dataset == null || !dataset.grantedTo(job.tenant()) || !dataset.allowedOn(partition.cluster())) {
                return false;
            }
        }
        return true;
    }

    /** All that keeps a job from its data on a partition. */
    List<Obstacle> obstacles(JobFacts job, PartitionFacts partition) {
        List<Obstacle> obstacles = new ArrayList<>();
        for (String name : job.data().datasets().stream().sorted().toList()) {
            DatasetFacts dataset = byName.get(name);
            if (dataset == null) {
                obstacles.add(new Obstacle(Kind.DATASET_NOT_GRANTED, "there is no dataset (%s)".formatted(name)));
            } else if (!dataset.grantedTo(job.tenant())) {
                obstacles.add(new Obstacle(
                        Kind.DATASET_NOT_GRANTED, "its tenant may not read the dataset (%s)".formatted(name)));
            } else if (!dataset.allowedOn(partition.cluster())) {
                obstacles.add(new Obstacle(
                        Kind.DATASET_NOT_ALLOWED_HERE,
                        "the dataset (%s) may be read on %s only"
                                .formatted(
                                        name,
                                        dataset.residency().stream().sorted().toList())));
            }
        }
        return obstacles;
    }

    /** What has to be brought to a cluster before a job can read it there, in GiB. */
    public double gibToBring(JobFacts job, String cluster) {
        double gib = 0;
        for (String name : job.data().datasets()) {
            DatasetFacts dataset = byName.get(name);
            gib += dataset == null || dataset.replicas().contains(cluster) ? 0 : dataset.sizeGib();
        }
        return gib;
    }
}
