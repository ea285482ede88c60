package io.exaplan.server.inventory;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * An operator's own catalogue files. Each is laid over the one that comes with Exaplan: entries of the same key are
 * replaced whole, new ones are added.
 *
 * @param acceleratorModels accelerator models of their own, absent for none
 * @param modelProfiles AI models and families of their own, absent for none
 */
@ConfigurationProperties("exaplan.catalogue")
public record CatalogueSettings(
        @Nullable Path acceleratorModels, @Nullable Path modelProfiles) {}
