package io.exaplan.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.catalogue.ModelProfileCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class CatalogueConfigurationTest {

    private final ApplicationContextRunner server =
            new ApplicationContextRunner().withUserConfiguration(CatalogueConfiguration.class);

    @Test
    void offersBothCatalogues() {
        server.run(context ->
                assertThat(context).hasSingleBean(CatalogueFiles.class).hasSingleBean(ModelProfileCatalogue.class));
    }

    @Test
    void takesTheOperatorsFilesFromItsSettings() {
        server.withPropertyValues(
                        "exaplan.catalogue.accelerator-models=/etc/models.json",
                        "exaplan.catalogue.model-profiles=/etc/profiles.json")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("/etc/models.json")
                        .hasMessageContaining("/etc/profiles.json"));
    }

    @Test
    void startsWithTheOperatorsModels(@TempDir Path folder) throws IOException {
        var own = Files.writeString(folder.resolve("models.json"), """
                {"models": [{"key": "N1", "vendor": "Newcomer", "name": "N1", "stack": "UNKNOWN",
                  "source": "offer", "confidence": "ESTIMATE", "note": "nothing is known yet"}]}""");

        server.withPropertyValues("exaplan.catalogue.accelerator-models=" + own)
                .run(context -> assertThat(context.getBean(CatalogueFiles.class)
                                .acceleratorModels()
                                .withKey("N1"))
                        .isPresent());
    }
}
