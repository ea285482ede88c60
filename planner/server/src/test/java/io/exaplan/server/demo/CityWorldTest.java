package io.exaplan.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.demo.CityFile.Silence;
import io.exaplan.server.demo.DemoWorld.DemoJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the demo city's file has to say so that two minutes show the product; that they do is seen in CityDemoTest. */
class CityWorldTest {

    private static final long TWO_MINUTES = 120;
    private static final int DEVICES = 3_008;

    @TempDir
    Path inventories;

    @Test
    void aClusterIsStaleAndBackWithinTwoMinutes() throws IOException {
        Silence silence = CityWorld.open(inventories).silence().orElseThrow();

        // The planner looks every five seconds; an agent is up again after some.
        assertThat(silence.lastsSeconds()).isGreaterThan(silence.staleAfterSeconds() + 5);
        assertThat(silence.afterSeconds() + silence.lastsSeconds()).isLessThan(TWO_MINUTES - 20);
    }

    @Test
    void itOpensWithMoreWorkThanItHasRoomForAndOfEveryKind() throws IOException {
        List<DemoJob> first = firstTwoMinutes();

        assertThat(first.stream().mapToInt(CityWorldTest::devices).sum()).isGreaterThan(DEVICES);
        assertThat(first).extracting(job -> job.spec().get("priorityClass")).contains("CRITICAL", "LOW");
        assertThat(first).extracting(job -> job.spec().get("preemptible")).contains(true, false);
        assertThat(first).extracting(job -> job.spec().get("kind")).contains("TRAINING", "INFERENCE");
    }

    @Test
    void whatMayBePreemptedGoesOnFromItsCheckpoints() throws IOException {
        List<DemoJob> preemptible = firstTwoMinutes().stream()
                .filter(job -> Boolean.TRUE.equals(job.spec().get("preemptible")))
                .toList();

        // A duration of its own would be run anew each time.
        assertThat(preemptible)
                .isNotEmpty()
                .allSatisfy(
                        job -> assertThat(job.spec()).containsKey("checkpoint").doesNotContainKey("runtime"));
    }

    private List<DemoJob> firstTwoMinutes() throws IOException {
        CityWorld world = CityWorld.open(inventories);
        Iterator<DemoJob> arrivals = world.arrivals();
        return Stream.generate(arrivals::next)
                .takeWhile(job -> job.offsetSeconds() < TWO_MINUTES * world.rate())
                .toList();
    }

    private static int devices(DemoJob job) {
        int workers = ((Map<?, ?>) job.spec().get("gang")).get("workers") instanceof Integer count ? count : 0;
        int milliDevices =
                ((Map<?, ?>) job.spec().get("worker")).get("milliDevices") instanceof Integer each ? each : 0;
        return workers * milliDevices / 1000;
    }
}
