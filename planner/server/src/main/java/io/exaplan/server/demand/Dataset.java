package io.exaplan.server.demand;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open corpus or a tenant's data.
 *
 * @param id its id
 * @param version rises with every change
 * @param stated what was said about it
 */
public record Dataset(int id, long version, Stated stated) {

    /** Who may read it. */
    public enum Classification {
        /** Every tenant. */
        OPEN,
        /** Its owner and those it is granted to. */
        INTERNAL,
        /** Likewise; jobs are told apart from internal data in reports. */
        CONFIDENTIAL
    }

    /**
     * A copy.
     *
     * @param cluster name of the cluster it lies on
     * @param location volume claim or path
     */
    public record Replica(String cluster, String location) {}

    /**
     * What was said about it.
     *
     * @param name unique; jobs name it so
     * @param sector the sector it is of
     * @param steward who looks after it
     * @param licence under which it may be used
     * @param sizeGib size in GiB
     * @param classification who may read it
     * @param owner name of the tenant whose data it is, null for none
     * @param description for people
     * @param grants names of tenants that may read it, beside its owner
     * @param residency names of the clusters it may be read on; empty for any
     * @param replicas where it lies
     */
    public record Stated(
            String name,
            Tenant.Sector sector,
            String steward,
            String licence,
            double sizeGib,
            Classification classification,
            @Nullable String owner,
            @Nullable String description,
            List<String> grants,
            List<String> residency,
            List<Replica> replicas) {
        public Stated {
            grants = List.copyOf(grants);
            residency = List.copyOf(residency);
            replicas = List.copyOf(replicas);
        }

        /** Whether jobs of a tenant may name it. */
        public boolean readableBy(String tenant) {
            return classification == Classification.OPEN || tenant.equals(owner) || grants.contains(tenant);
        }
    }
}
