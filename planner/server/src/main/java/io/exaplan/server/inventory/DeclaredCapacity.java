package io.exaplan.server.inventory;

import io.exaplan.engine.catalogue.Precision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Capacity an operator states without an agent.
 *
 * @param id its id
 * @param version rises with every change
 * @param stated what was stated
 */
public record DeclaredCapacity(int id, long version, Stated stated) {

    /** Whether the stated figure counts structured zeros as work. */
    public enum Sparsity {
        DENSE,
        SPARSE
    }

    /**
     * What was stated.
     *
     * @param operator who states it
     * @param site where it stands
     * @param model accelerator model, null when only PFLOPS are stated
     * @param devices how many, null when only PFLOPS are stated
     * @param pflops as the document has it, null when only devices are stated
     * @param precision number format the stated PFLOPS are meant in
     * @param sparsity dense or sparse
     * @param document where it is stated
     * @param from plan time from which it stands
     * @param until plan time from which it does not any more, null for no end
     * @param replacedBy name of the cluster whose agent reports these devices by now, null while none does
     */
    public record Stated(
            String operator,
            String site,
            @Nullable String model,
            @Nullable Integer devices,
            @Nullable Double pflops,
            Precision precision,
            Sparsity sparsity,
            String document,
            Instant from,
            @Nullable Instant until,
            @Nullable String replacedBy) {

        /** Whether it counts at a moment: it stands, and no agent reports it. */
        public boolean counts(Instant now) {
            return replacedBy == null && !from.isAfter(now) && (until == null || until.isAfter(now));
        }

        /** Whether the stated PFLOPS can be added to those of devices, which are dense FP16 or BF16. */
        public boolean comparable() {
            return sparsity == Sparsity.DENSE && (precision == Precision.FP16 || precision == Precision.BF16);
        }
    }
}
