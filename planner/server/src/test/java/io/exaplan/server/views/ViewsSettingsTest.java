package io.exaplan.server.views;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class ViewsSettingsTest {

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void aBulkThatNoBodyFitsIsRefusedAtStart(long bytes) {
        assertThatThrownBy(() -> settings(DataSize.ofBytes(bytes)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("exaplan.views.bulk-max-body is %dB".formatted(bytes));
    }

    @Test
    void theSmallestBodyIsTaken() {
        assertThatCode(() -> settings(DataSize.ofBytes(1))).doesNotThrowAnyException();
    }

    private static ViewsSettings settings(DataSize bulkMaxBody) {
        Duration second = Duration.ofSeconds(1);
        return new ViewsSettings(second, second, second, 1, second, second, bulkMaxBody);
    }
}
