package io.exaplan.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.engine.catalogue.AcceleratorModel;
import io.exaplan.engine.catalogue.Confidence;
import io.exaplan.engine.catalogue.Stack;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatedCatalogueTest {
    private final AcceleratorCatalogue delivered =
            AcceleratorCatalogue.of(List.of(model("H1", "one"), model("H2", "two")));

    @Test
    void namesMayGoFromOneModelToAnotherInWhateverOrderTheyWereStated() {
        StatedCatalogue stated =
                StatedCatalogue.of(2, delivered, List.of(override("H2", 1, "one"), override("H1", 2, "two")));

        assertThat(stated.leftOut()).isEmpty();
        assertThat(stated.models().named("one"))
                .hasValueSatisfying(model -> assertThat(model.key()).isEqualTo("H2"));
    }

    @Test
    void whatFitsNoMoreIsLeftOutAndTheOthersStand() {
        StatedCatalogue stated =
                StatedCatalogue.of(2, delivered, List.of(override("H3", 1, "two"), override("H4", 2, "four")));

        assertThat(stated.leftOut()).containsOnlyKeys("H3");
        assertThat(stated.models().models().stream().map(AcceleratorModel::key)).containsExactly("H1", "H2", "H4");
    }

    private static AcceleratorModel model(String key, String alias) {
        return entry(alias).model(key);
    }

    private static CatalogueOverride override(String key, long version, String alias) {
        return new CatalogueOverride(key, version, entry(alias), "admin", Instant.EPOCH);
    }

    private static AcceleratorEntry entry(String alias) {
        return new AcceleratorEntry(
                "Maker",
                "Model",
                Stack.UNKNOWN,
                null,
                null,
                Map.of(),
                List.of(alias),
                List.of(),
                List.of(),
                "sheet",
                Confidence.DATASHEET,
                "");
    }
}
