package io.exaplan.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exaplan.engine.catalogue.AcceleratorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueFilesTest {

    @TempDir
    private Path folder;

    @Test
    void readsWhatComesWithExaplan() {
        var files = CatalogueFiles.read(new CatalogueSettings(null, null));

        assertThat(files.acceleratorModels().models()).hasSizeGreaterThan(30);
        assertThat(files.modelProfiles().profiles()).hasSizeGreaterThan(20);
    }

    @Test
    void laysTheOperatorsModelsOverIt() throws IOException {
        var own = file("""
                {"models": [
                  {"key": "H20", "vendor": "NVIDIA", "name": "H20 as measured", "stack": "CUDA", "memoryGib": 96,
                   "densePeakTflops": {"BF16": 140}, "source": "acceptance test", "confidence": "ESTIMATE",
                   "note": "measured"},
                  {"key": "N1", "vendor": "Newcomer", "name": "N1", "stack": "UNKNOWN",
                   "source": "offer", "confidence": "ESTIMATE", "note": "nothing is known yet"}
                ]}""");

        var catalogue = CatalogueFiles.read(new CatalogueSettings(own, null)).acceleratorModels();

        assertThat(catalogue.withKey("H20").orElseThrow().accountingTflops()).hasValue(140);
        assertThat(catalogue.withKey("H20").orElseThrow().recognition().labelValues())
                .isEmpty();
        assertThat(catalogue.models())
                .extracting(AcceleratorModel::key)
                .contains("H800")
                .endsWith("N1");
    }

    @Test
    void laysTheOperatorsUtilisationOverAFamily() throws IOException {
        var own = file("""
                {"families": [{"key": "llama-3", "trainingMfu": 0.31,
                  "source": "our runs of spring", "confidence": "ESTIMATE", "note": "mean of twelve"}]}""");

        var profiles = CatalogueFiles.read(new CatalogueSettings(null, own)).modelProfiles();

        var llama = profiles.withKey("llama-3.1-70b").orElseThrow();
        assertThat(llama.family().trainingMfu()).isEqualTo(0.31);
    }

    @Test
    void refusesAFieldItDoesNotKnow() throws IOException {
        var own = file("""
                {"models": [], "Models": [], "version": 1}""");

        assertRefused(own, "/Models: Nothing reads this field.", "/version: Nothing reads this field.");
    }

    @Test
    void tellsEveryProblemWithItsPath() throws IOException {
        var own = file("""
                {"models": [
                  {"key": "A", "vendor": "", "name": "A", "stack": "GPU", "memoryGib": "80",
                   "densePeakTflops": {"FP16": -1, "FP17": 3}, "source": "x", "confidence": "DATASHEET", "tdp": 700},
                  {"key": "B", "vendor": "V", "name": "B", "stack": "CUDA", "labelValues": "one", "confidence": "SURE"},
                  {"key": "A", "vendor": "V", "name": "A", "stack": "CUDA", "source": "x", "confidence": "DATASHEET"}
                ]}""");

        assertRefused(
                own,
                "The catalogue has 10 problems.",
                "/models/0/vendor: The accelerator model (A) has no vendor.",
                "/models/0/stack: This is \"GPU\".\nState one of [CUDA, CANN,",
                "/models/0/memoryGib: This is \"80\".\nState a number, or leave the field out.",
                "/models/0/densePeakTflops/FP16: The accelerator model (A) states FP16 -1 TFLOPS.",
                "/models/0/densePeakTflops/FP17: This is \"FP17\".",
                "/models/0/tdp: Nothing reads this field.",
                "/models/1/labelValues: This is \"one\".\nState a list of texts",
                "/models/1/source: The accelerator model (B) names no source.",
                "/models/1/confidence: This is \"SURE\".",
                "/models/2/key: The key (A) is stated twice in this file.");
    }

    @Test
    void tellsTheProblemsOfBothFiles() throws IOException {
        var accelerators = file("{\"models\": [{}]}");
        var profiles = Files.writeString(folder.resolve("profiles.json"), """
                {"models": [{"key": "m", "name": "m", "family": "nobody", "totalBillionParameters": 7,
                  "activeBillionParameters": 8, "bytesPerParameter": 2, "source": "x", "confidence": "DATASHEET",
                  "keyValueCache": {"layers": 1.5, "valuesPerLayer": 2048, "bytesPerValue": 2, "heads": 8}}]}""");

        assertThatThrownBy(() -> CatalogueFiles.read(new CatalogueSettings(accelerators, profiles)))
                .hasMessageContaining("own.json /models/0/key: ")
                .hasMessageContaining("profiles.json /models/0/family: No usable family is called \"nobody\".")
                .hasMessageContaining(
                        "/models/0/activeBillionParameters: The model profile (m) states 8000000000 active")
                .hasMessageContaining("/models/0/keyValueCache/layers: This is 1.5.\nState a whole number")
                .hasMessageContaining("/models/0/keyValueCache/heads: Nothing reads this field.");
    }

    @Test
    void refusesAnAliasThatIsTaken() throws IOException {
        var own = file("""
                {"models": [{"key": "mine", "vendor": "V", "name": "N", "stack": "CUDA", "aliases": ["Tesla-T4"],
                  "source": "x", "confidence": "DATASHEET"}]}""");

        assertRefused(own, "calls both the accelerator model (T4) and the accelerator model (mine) \"tesla-t4\"");
    }

    @Test
    void refusesWhatIsNoJson() throws IOException {
        assertRefused(file("{\"models\": [}"), "own.json /: The document is no valid JSON at line 1, column");
        assertRefused(file("[]"), "own.json /: The document is no JSON object.");
        assertRefused(file("{\"models\": [], \"models\": []}"), "no valid JSON", "Duplicate");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertRefused(folder.resolve("absent.json"), "absent.json /: The file cannot be read");
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("own.json"), content);
    }

    private static void assertRefused(Path own, String... parts) {
        assertThatThrownBy(() -> CatalogueFiles.read(new CatalogueSettings(own, null)))
                .isInstanceOf(InvalidCatalogueException.class)
                .hasMessageContainingAll(parts);
    }
}
