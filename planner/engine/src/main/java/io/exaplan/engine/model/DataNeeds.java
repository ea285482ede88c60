package io.exaplan.engine.model;

import java.util.Set;

/**
 * What ties a job to places.
 *
 * @param datasets names of the datasets it reads
 * @param residency names of the clusters it may run on; empty means any
 */
public record DataNeeds(Set<String> datasets, Set<String> residency) {
    /** Nothing: it reads no dataset and may run anywhere. */
    public static final DataNeeds NONE = new DataNeeds(Set.of(), Set.of());

    public DataNeeds {
        datasets = Set.copyOf(datasets);
        residency = Set.copyOf(residency);
    }
}
