package io.exaplan.engine.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SafeChoiceTest {
    private static final Map<String, double[]> COSTS = Map.of(
            "rule", new double[] {10, 10, 10, 10},
            "better", new double[] {8, 8, 9, 9},
            "lucky", new double[] {10, 10, 10.5, 1},
            "worse", new double[] {11, 11, 11, 11});

    private final SafeChoice<String> choice =
            new SafeChoice<>("rule", 4, (name, future) -> Objects.requireNonNull(COSTS.get(name))[future]);

    @Test
    void movesToWhatIsBetterOnEveryFuture() {
        assertThat(choice.improve(List.of("worse", "better"))).isTrue();
        assertThat(choice.best()).isEqualTo("better");
    }

    @Test
    void staysWithTheRuleWhereAGainIsLuck() {
        assertThat(choice.improve(List.of("lucky"))).isFalse();
        assertThat(choice.best()).isEqualTo("rule");
    }
}
