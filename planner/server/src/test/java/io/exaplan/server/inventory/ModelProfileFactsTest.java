package io.exaplan.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.catalogue.ModelProfile;
import io.exaplan.engine.catalogue.ReplicaShape;
import io.exaplan.engine.catalogue.Sizing;
import io.exaplan.engine.catalogue.SizingAssumptions;
import io.exaplan.engine.catalogue.TrainingWork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelProfileFactsTest {

    private final CatalogueFiles files = CatalogueFiles.read(new CatalogueSettings(null, null));
    private final Sizing sizing = new Sizing(SizingAssumptions.USUAL);

    @ParameterizedTest
    @CsvSource({
        // arXiv 2412.19437: 671 billion parameters, 37 billion active; 61 x (512 + 64) x 2
        "deepseek-v3, 671e9, 37e9, 70272",
        "deepseek-r1, 671e9, 37e9, 70272",
        // arXiv 2412.15115, table 1: 24 x 2 x 64 and 80 x 8 x 128, each x 2 x 2
        "qwen2.5-0.5b, 0.49e9, 0.49e9, 12288",
        "qwen2.5-72b, 72.7e9, 72.7e9, 327680",
        // arXiv 2505.09388, tables 1 and 2
        "qwen3-8b, 8.2e9, 8.2e9, 147456",
        "qwen3-30b-a3b, 30.5e9, 3.3e9, 98304",
        "qwen3-235b-a22b, 235e9, 22e9, 192512",
        // arXiv 2407.21783, table 3: 32, 80 and 126 layers, 8 key-value heads of 128
        "llama-3.1-8b, 8.03e9, 8.03e9, 131072",
        "llama-3.1-70b, 70.6e9, 70.6e9, 327680",
        "llama-3.1-405b, 405e9, 405e9, 516096"
    })
    void statesParametersAndCache(String key, double total, double active, double kvBytesPerToken) {
        assertThat((double) profile(key).parameters().total()).isEqualTo(total);
        assertThat((double) profile(key).parameters().active()).isEqualTo(active);
        assertThat(profile(key).kvBytesPerToken()).isEqualTo(kvBytesPerToken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deepseek-ai/DeepSeek-R1", "Qwen/Qwen3-32B", "meta-llama/Llama-3.3-70B-Instruct"})
    void isFoundByTheRepositoryItIsPublishedIn(String repository) {
        assertThat(files.modelProfiles().named(repository)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"H800, 2", "H20, 1", "H200, 1", "910C-DIE, 2"})
    void servesDeepSeekV3OnSoManyNodesOfEight(String accelerator, int nodes) {
        var model = files.acceleratorModels().withKey(accelerator).orElseThrow();

        assertThat(sizing.replicaShape(profile("deepseek-v3"), model, 8, 0)).hasValue(new ReplicaShape(nodes, 8));
    }

    @Test
    void trainsDeepSeekV3OnItsH800InUnderTwoMonths() {
        // Its report: "less than two months" on 2,048 H800
        var work = TrainingWork.of(profile("deepseek-v3"), 14.8e12);
        var h800 = files.acceleratorModels().withKey("H800").orElseThrow();

        assertThat(sizing.trainingDuration(work, h800, 2_048).orElseThrow().toDays())
                .isBetween(50L, 60L);
    }

    private ModelProfile profile(String key) {
        return files.modelProfiles().withKey(key).orElseThrow();
    }
}
