package io.exaplan.engine.replay.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.placement.online.Decision;
import io.exaplan.engine.placement.online.WorkerDemand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlacementReplayTest {

    private static final WorkerDemand DEVICE = new WorkerDemand(1_000, 1_024, 1, 1000, Set.of());

    @Test
    void countsFailedRequestsAsArrived() {
        List<Decision> answers = new ArrayList<>(Collections.nCopies(6, new Decision.Placed(0, 1)));
        answers.addAll(Collections.nCopies(7, new Decision.NoRoom()));
        Iterator<Decision> answer = answers.iterator();

        PlacementReplay.Result result = PlacementReplay.run(
                Collections.nCopies(13, DEVICE), 10_000, demand -> answer.next(), () -> 0, arrived -> {});

        // 10 of 10 devices asked for: 6 placed; 13 asked for: still 6
        assertThat(result.allocatedPercent()).containsEntry(100, 60.0).containsEntry(130, 60.0);
        assertThat(result.decisions()).isEqualTo(answers);
    }

    @Test
    void leavesOutWhatNeverArrived() {
        PlacementReplay.Result result = PlacementReplay.run(
                Collections.nCopies(9, DEVICE), 10_000, demand -> new Decision.NoRoom(), () -> 0, arrived -> {});

        assertThat(result.allocatedPercent()).isEmpty();
    }

    @Test
    void measuresByTheClockItIsHanded() {
        Iterator<Long> microseconds = LongStream.range(0, 2_000).iterator(); // each decision takes one tick

        PlacementReplay.Result result = PlacementReplay.run(
                Collections.nCopies(1_000, DEVICE),
                10_000,
                demand -> new Decision.NoRoom(),
                () -> microseconds.next() * 1_000,
                arrived -> {});

        assertThat(result.p99Micros()).isEqualTo(1);
        assertThat(result.placementsPerSecond()).isEqualTo(1_000_000);
    }
}
