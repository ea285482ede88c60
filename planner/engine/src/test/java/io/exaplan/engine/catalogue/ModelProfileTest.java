package io.exaplan.engine.catalogue;

import static io.exaplan.engine.catalogue.ModelProfileBuilder.aModelProfile;
import static io.exaplan.engine.catalogue.ModelProfileBuilder.deepSeekV3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ModelProfileTest {

    @Test
    void weighsWhatItsParametersWeigh() {
        assertThat(aModelProfile("8b").build().weightBytes()).isEqualTo(16e9);
        assertThat(deepSeekV3().weightBytes()).isEqualTo(671e9);
    }

    @Test
    void keepsAKeyAndAValueForEachHead() {
        // 32 layers x 8 heads x 128 x 2 x 2 bytes
        assertThat(aModelProfile("8b").build().kvBytesPerToken()).isEqualTo(131_072);
    }

    @Test
    void keepsOneLatentVectorOfLatentAttention() {
        // 61 layers x (512 + 64) x 2 bytes
        assertThat(deepSeekV3().kvBytesPerToken()).isEqualTo(70_272);
    }

    @Test
    void refusesMoreActiveParametersThanThereAre() {
        assertThatThrownBy(aModelProfile("moe").parameters(10, 11)::build)
                .hasMessageContaining("The model profile (moe) states 11 active of 10 parameters.");
    }

    @Test
    void refusesWeightlessParameters() {
        assertThatThrownBy(aModelProfile("8b").bytesPerParameter(0)::build)
                .hasMessageContaining("states 0 bytes per parameter");
    }

    @Test
    void refusesAnMfuAbove1() {
        assertThatThrownBy(aModelProfile("8b").trainingMfu(40)::build)
                .hasMessage("The model family (family) states a training MFU of 40.\n"
                        + "MFU is a share of the peak, above 0 and at most 1; large runs reach 0.3 to 0.5.");
    }

    @Test
    void refusesACacheWithoutLayers() {
        assertThatThrownBy(aModelProfile("8b").keyValueCache(new KeyValueCache(0, 0, -2))::build)
                .hasMessageContaining("states 0 layers")
                .hasMessageContaining("states 0 values per token and layer")
                .hasMessageContaining("states -2 bytes per cached value");
    }

    @Test
    void isFoundByItsKeyAndByItsRepository() {
        var profile = aModelProfile("qwen3-8b").aliases("Qwen/Qwen3-8B").build();
        var catalogue = ModelProfileCatalogue.of(List.of(profile, deepSeekV3()));

        assertThat(catalogue.withKey("qwen3-8b")).hasValue(profile);
        assertThat(catalogue.named("qwen/qwen3-8b")).hasValue(profile);
        assertThat(catalogue.withKey("Qwen/Qwen3-8B")).isEmpty();
        assertThat(catalogue.profiles()).extracting(ModelProfile::key).containsExactly("qwen3-8b", "deepseek-v3");
    }

    @Test
    void refusesToShareAName() {
        var one = aModelProfile("one").aliases("same").build();
        var two = aModelProfile("two").aliases("Same").build();

        assertThatThrownBy(() -> ModelProfileCatalogue.of(List.of(one, two)))
                .hasMessageContaining("calls both the model profile (one) and the model profile (two) \"same\"");
    }

    @Test
    void givesWayToAProfileLaidOverIt() {
        var mine = aModelProfile("deepseek-v3").build();

        var catalogue = ModelProfileCatalogue.of(List.of(deepSeekV3())).overlaidWith(List.of(mine));

        assertThat(catalogue.profiles()).containsExactly(mine);
    }
}
