package io.exaplan.server.inventory;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was stated of an accelerator model, and what it replaces.
 *
 * @param version to be sent as If-Match; 0 while nothing is stated
 * @param stated null while nothing is
 * @param delivered what the catalogue's files say; null when they do not know the model
 */
public record OverrideView(
        long version,
        @Nullable AcceleratorEntry stated,
        @Nullable AcceleratorEntry delivered,
        @Nullable String statedBy,
        @Nullable Instant statedAt) {

    static OverrideView of(Optional<CatalogueOverride> stated, @Nullable AcceleratorEntry delivered) {
        return new OverrideView(
                stated.map(CatalogueOverride::version).orElse(0L),
                stated.map(CatalogueOverride::entry).orElse(null),
                delivered,
                stated.map(CatalogueOverride::statedBy).orElse(null),
                stated.map(CatalogueOverride::statedAt).orElse(null));
    }
}
