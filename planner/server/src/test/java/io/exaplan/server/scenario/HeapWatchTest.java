package io.exaplan.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeapWatchTest {

    @Test
    void aHeapThatStaysFullEndsARun() {
        HeapWatch heap = new HeapWatch(0.9, List.of(0.95, 0.96, 0.97).iterator()::next);
        heap.look();
        heap.look();
        heap.check();

        heap.look();

        assertThat(heap.full()).isTrue();
        assertThatThrownBy(heap::check).isInstanceOf(HeapWatch.Full.class).hasMessageContaining("90%");
    }

    @Test
    void garbageThatIsCollectedMeanwhileDoesNot() {
        Iterator<Double> used = List.of(0.95, 0.96, 0.4, 0.95, 0.95).iterator();
        HeapWatch heap = new HeapWatch(0.9, used::next);
        for (int look = 0; look < 5; look++) {
            heap.look();
        }

        assertThat(heap.full()).isFalse();
    }
}
