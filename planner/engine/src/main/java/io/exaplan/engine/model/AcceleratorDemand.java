package io.exaplan.engine.model;

import java.util.Set;

/**
 * Which devices a job can use.
 *
 * @param models allowed models by catalogue key; empty means any
 * @param stacks allowed software stacks; empty means any
 * @param minMemoryGib least memory per device in GiB, 0 for any
 */
public record AcceleratorDemand(Set<String> models, Set<String> stacks, double minMemoryGib) {
    public AcceleratorDemand {
        models = Set.copyOf(models);
        stacks = Set.copyOf(stacks);
    }

    /** Any device will do. */
    public static AcceleratorDemand any() {
        return new AcceleratorDemand(Set.of(), Set.of(), 0);
    }
}
