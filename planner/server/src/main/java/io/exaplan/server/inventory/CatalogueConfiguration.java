package io.exaplan.server.inventory;

import io.exaplan.engine.catalogue.ModelProfileCatalogue;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the catalogue files once, at start; a server with a faulty catalogue does not start. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CatalogueSettings.class)
class CatalogueConfiguration {

    @Bean
    CatalogueFiles catalogueFiles(CatalogueSettings settings) {
        return CatalogueFiles.read(settings);
    }

    @Bean
    ModelProfileCatalogue modelProfileCatalogue(CatalogueFiles files) {
        return files.modelProfiles();
    }
}
