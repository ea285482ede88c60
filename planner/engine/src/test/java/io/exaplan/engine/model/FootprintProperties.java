package io.exaplan.engine.model;

import static io.exaplan.engine.testing.JobBuilder.aJob;
import static io.exaplan.engine.testing.PartitionBuilder.aPartition;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.kernel.Seconds;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Footprints beside what one counts who puts every worker on a node by hand. */
class FootprintProperties {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final long HOUR = 3600;
    private static final int DEVICES_PER_NODE = 8;
    private static final long NODE_CPU_MILLI = 64_000;
    private static final PartitionFacts PARTITION =
            aPartition("north/h800", 512).node(NODE_CPU_MILLI, 1_000_000).build();
    private static final CityHours HOURS = new CityHours(SHANGHAI, 0, 14 * 24 * HOUR);

    @Property
    void aGangTakesWhatItsWorkersTakeOneByOne(
            @ForAll @IntRange(min = 1, max = 40) int workers,
            @ForAll @IntRange(min = 1, max = DEVICES_PER_NODE) int devices,
            @ForAll @LongRange(min = 0, max = NODE_CPU_MILLI) long cpuMilli,
            @ForAll @LongRange(min = 0, max = 1_000_000) long start,
            @ForAll @LongRange(min = 1, max = 1_000_000) long seconds) {
        JobFacts job = aJob(1).gang(workers, devices)
                .worker(devices * 1000, cpuMilli, 0)
                .seconds(seconds)
                .build();

        Footprint use = Footprint.of(job, new Placement(PARTITION.id(), start, workers), PARTITION, HOURS);

        List<Integer> nodes = byHand(workers, devices, cpuMilli);
        int full = nodes.getFirst();
        long whole = nodes.size() > 1
                ? nodes.stream().filter(count -> count == full).count()
                : full * devices == DEVICES_PER_NODE ? 1 : 0;
        for (long second : new long[] {start, start + seconds - 1}) {
            assertThat(use.milliDevices().at(second)).isEqualTo(1000L * devices * workers);
            assertThat(use.wholeNodes().at(second)).isEqualTo(whole);
        }
        for (long second : new long[] {start - 1, start + seconds}) {
            assertThat(use.milliDevices().at(second)).isZero();
            assertThat(use.wholeNodes().at(second)).isZero();
        }
        assertThat(use.endSecond()).isEqualTo(start + seconds);
    }

    @Property
    void aServiceHasTheReplicasOfTheHourThatItIsInTheCity(
            @ForAll @Size(24) List<@IntRange(min = 1, max = 9) Integer> replicas,
            @ForAll @LongRange(min = 0, max = 10 * 24 * HOUR) long start,
            @ForAll @LongRange(min = 0, max = 3 * 24 * HOUR) long later) {
        JobFacts job = aJob(1).gang(1, 4).serving(Seconds.FOREVER, replicas).build();

        Footprint use = Footprint.of(job, new Placement(PARTITION.id(), start, 1), PARTITION, HOURS);

        int hour = Instant.ofEpochSecond(start + later).atZone(SHANGHAI).getHour();
        assertThat(use.milliDevices().at(start + later)).isEqualTo(4_000L * replicas.get(hour));
        assertThat(use.milliDevices().at(start - 1)).isZero();
    }

    @Property
    void cutInTwoItIsTheSame(
            @ForAll @Size(24) List<@IntRange(min = 1, max = 9) Integer> replicas,
            @ForAll @LongRange(min = 0, max = 24 * HOUR) long start,
            @ForAll @LongRange(min = 1, max = 48 * HOUR) long seconds,
            @ForAll @LongRange(min = 0, max = 80 * HOUR) long second) {
        JobFacts job =
                aJob(1).gang(1, DEVICES_PER_NODE).serving(seconds, replicas).build();
        Footprint use = Footprint.of(job, new Placement(PARTITION.id(), start, 1), PARTITION, HOURS);

        Footprint before = use.before(second);
        Footprint since = use.since(second);

        assertThat(before.milliDevices().plus(since.milliDevices())).isEqualTo(use.milliDevices());
        assertThat(before.wholeNodes().plus(since.wholeNodes())).isEqualTo(use.wholeNodes());
        assertThat(since.milliDevices().at(second - 1)).isZero();
        assertThat(before.milliDevices().at(second)).isZero();
    }

    /** Workers on each node, filled one after the other. */
    private static List<Integer> byHand(int workers, int devices, long cpuMilli) {
        List<Integer> nodes = new ArrayList<>();
        int freeDevices = 0;
        long freeCpu = 0;
        for (int worker = 0; worker < workers; worker++) {
            if (freeDevices < devices || freeCpu < cpuMilli) {
                nodes.add(0);
                freeDevices = DEVICES_PER_NODE;
                freeCpu = NODE_CPU_MILLI;
            }
            nodes.set(nodes.size() - 1, nodes.getLast() + 1);
            freeDevices -= devices;
            freeCpu -= cpuMilli;
        }
        return nodes;
    }
}
