package io.exaplan.server.inventory;

import java.time.Instant;

/**
 * What an administrator stated of an accelerator model.
 *
 * @param key the model's, whether the delivered catalogue knows it or not
 * @param version rises with every change of any of them
 * @param entry replaces what was delivered whole
 */
public record CatalogueOverride(String key, long version, AcceleratorEntry entry, String statedBy, Instant statedAt) {}
