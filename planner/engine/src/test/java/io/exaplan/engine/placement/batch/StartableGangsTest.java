package io.exaplan.engine.placement.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.placement.online.NodeSupply;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartableGangsTest {

    private final StartableGangs gangs = new StartableGangs(List.of(
            new NodeSupply("a", 1, 1, 8, "G2"),
            new NodeSupply("b", 1, 1, 8, "G2"),
            new NodeSupply("c", 1, 1, 4, "T4")));

    @Test
    void emptyNodesTakeGangsOfAllTheirDevices() {
        assertThat(gangs.largest()).containsExactly(16, 4);
    }

    @Test
    void ofNodesInUseOnlyOneTakesTheRemainder() {
        gangs.change(0, 8, 5);
        assertThat(gangs.largest()).containsExactly(8 + 5, 4);

        gangs.change(1, 8, 6);
        assertThat(gangs.largest()).containsExactly(6, 4);

        gangs.change(0, 5, 8);
        assertThat(gangs.largest()).containsExactly(8 + 6, 4);
    }
}
