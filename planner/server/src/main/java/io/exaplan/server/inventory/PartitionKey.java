package io.exaplan.server.inventory;

import java.util.Locale;

/**
 * What makes nodes alike within a cluster. A cluster is one fabric; racks and blocks are domains within a partition, not
 * partitions of their own, so that a large gang is not kept from standing in two of them.
 *
 * @param acceleratorModel catalogue key, or the reported name when the catalogue lacks it
 * @param devicesPerNode nominal devices, so that a node with a broken device stays where it is
 */
record PartitionKey(String acceleratorModel, int devicesPerNode) {

    /** The name people see, such as {@code h800x8}. */
    String name() {
        String slug = acceleratorModel
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return (slug.isEmpty() ? "unnamed" : slug) + "x" + devicesPerNode;
    }
}
