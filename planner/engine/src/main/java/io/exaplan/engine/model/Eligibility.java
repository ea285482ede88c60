package io.exaplan.engine.model;

import java.util.ArrayList;
import java.util.List;

/** Whether a job may ever run on a partition, however much of it were free. */
public sealed interface Eligibility {

    /** It may. */
    record Eligible() implements Eligibility {}

    /**
     * It may not.
     *
     * @param obstacles all that stands in the way, never empty
     */
    record Ineligible(List<Obstacle> obstacles) implements Eligibility {
        public Ineligible {
            obstacles = List.copyOf(obstacles);
        }
    }

    /**
     * One thing that stands in the way.
     *
     * @param kind what it is, for machines
     * @param detail the values, for people
     */
    record Obstacle(Kind kind, String detail) {

        /** What can stand in the way. */
        public enum Kind {
            MODEL_NOT_ALLOWED,
            STACK_NOT_ALLOWED,
            TOO_LITTLE_MEMORY,
            NO_RUN_TIME_ON_MODEL,
            WORKER_LARGER_THAN_NODE,
            FABRIC_DOMAIN_TOO_SMALL,
            NOT_OFFERED_TO_TENANT,
            CLUSTER_NOT_ALLOWED,
            DATASET_NOT_GRANTED,
            DATASET_NOT_ALLOWED_HERE,
            NOT_ACCEPTING
        }
    }

    /** As {@link #of(JobFacts, PartitionFacts, Datasets)} where there are no datasets. */
    static Eligibility of(JobFacts job, PartitionFacts partition) {
        return of(job, partition, Datasets.NONE);
    }

    /** Everything that keeps a job from a partition, or that nothing does. */
    static Eligibility of(JobFacts job, PartitionFacts partition, Datasets datasets) {
        List<Obstacle> obstacles = new ArrayList<>(datasets.obstacles(job, partition));
        for (Rule rule : Rule.values()) {
            if (!rule.allows(job, partition)) {
                obstacles.add(new Obstacle(rule.kind(), rule.detail(job, partition)));
            }
        }
        return obstacles.isEmpty() ? new Eligible() : new Ineligible(obstacles);
    }

    /** As {@link #allows(JobFacts, PartitionFacts, Datasets)} where there are no datasets. */
    static boolean allows(JobFacts job, PartitionFacts partition) {
        return allows(job, partition, Datasets.NONE);
    }

    /** The same answer as {@link #of} without its reasons, for where it is asked a million times. */
    static boolean allows(JobFacts job, PartitionFacts partition, Datasets datasets) {
        for (Rule rule : Rule.ALL) {
            if (!rule.allows(job, partition)) {
                return false;
            }
        }
        return datasets.allow(job, partition);
    }

    /** Whether the fabric of a partition takes a gang this wide; the narrowest width decides {@link #of}. */
    static boolean fabricTakes(JobFacts job, int workers, PartitionFacts partition) {
        return !job.fabric().required()
                || Footprint.nodesOfGang(job, workers, partition) <= Rule.nodesOfDomain(job, partition);
    }
}
