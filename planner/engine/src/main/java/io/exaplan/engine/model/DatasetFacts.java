package io.exaplan.engine.model;

import java.util.Set;

/**
 * Data that jobs read: who may, where it may be, and where it is.
 *
 * @param name stable identity, as jobs name it
 * @param open whether every tenant may read it
 * @param grants ids of the tenants that may read it, where it is not open
 * @param residency names of the clusters it may be read on; empty means any
 * @param replicas names of the clusters that hold a copy; elsewhere it has to be brought first
 * @param sizeGib its size in GiB
 */
public record DatasetFacts(
        String name, boolean open, Set<Integer> grants, Set<String> residency, Set<String> replicas, double sizeGib) {
    public DatasetFacts {
        grants = Set.copyOf(grants);
        residency = Set.copyOf(residency);
        replicas = Set.copyOf(replicas);
        if (!(sizeGib >= 0)) {
            throw new IllegalArgumentException(
                    "The dataset (%s) has %s GiB.\nState at least 0.".formatted(name, sizeGib));
        }
    }

    /** Whether a tenant may read it. */
    public boolean grantedTo(int tenant) {
        return open || grants.contains(tenant);
    }

    /** Whether it may be read on a cluster. */
    public boolean allowedOn(String cluster) {
        return residency.isEmpty() || residency.contains(cluster);
    }
}
