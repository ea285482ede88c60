package io.exaplan.engine.placement.online;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.placement.online.Decision.Placed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class OnlinePlacerProperties {

    private static final ValueSettings FEW_FUTURES = new ValueSettings(4, 4, 2000, 4, 0.1, 1, 7);
    private static final int[] SHARES = {110, 160, 320, 470, 650, 810};

    @Property(tries = 60)
    void noNodeIsOverCommitted(@ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int steps) {
        Run run = new Run(seed);

        for (int step = 0; step < steps; step++) {
            run.step();

            run.checkEveryNode();
        }
    }

    @Property(tries = 40)
    void anIndexKeptUpAnswersLikeOneBuiltFromScratch(@ForAll long seed) {
        Run kept = new Run(seed);
        Run rebuilt = new Run(seed);

        for (int step = 0; step < 200; step++) {
            if (step % 7 == 3) {
                rebuilt.placer.learn(rebuilt.mix);
            }

            assertThat(rebuilt.step()).isEqualTo(kept.step());
        }
    }

    @Property(tries = 20)
    void theSameArrivalsGetTheSameAnswers(@ForAll long seed) {
        Run one = new Run(seed);
        Run other = new Run(seed);

        for (int step = 0; step < 200; step++) {
            assertThat(one.step()).isEqualTo(other.step());
        }
    }

    @Property(tries = 40)
    void aWorkerIsTurnedAwayOnlyWhenNoNodeTakesIt(@ForAll long seed) {
        Run run = new Run(seed);

        for (int step = 0; step < 300; step++) {
            run.checkTurnedAway();
        }
    }

    /** A random sequence of arrivals and departures. */
    private static final class Run {
        private final Random random;
        private final List<NodeSupply> nodes = new ArrayList<>();
        private final List<WorkerDemand> demands = new ArrayList<>();
        private final List<Placed> standing = new ArrayList<>();
        private final List<WorkerDemand> standingDemands = new ArrayList<>();
        private final DemandMix mix;
        private final OnlinePlacer placer;

        Run(long seed) {
            random = new Random(seed);
            for (int node = 0; node < 6; node++) {
                nodes.add(new NodeSupply(
                        "n" + node,
                        16_000 * (1 + random.nextInt(4)),
                        8_192 * (1 + random.nextInt(4)),
                        1 << random.nextInt(4),
                        random.nextBoolean() ? "G2" : "T4"));
            }
            for (int demand = 0; demand < 12; demand++) {
                demands.add(demand());
            }
            mix = DemandMix.of(demands);
            placer = new OnlinePlacer(nodes, mix, FEW_FUTURES);
        }

        private WorkerDemand demand() {
            int kind = random.nextInt(4);
            int devices = kind == 0 ? 0 : kind == 1 ? 1 << random.nextInt(3) : 1;
            int milli = kind == 0 ? 0 : kind == 1 ? 1000 : SHARES[random.nextInt(SHARES.length)];
            Set<String> models = kind > 0 && random.nextInt(3) == 0 ? Set.of("T4") : Set.of();
            return new WorkerDemand(random.nextInt(12_000), random.nextInt(6_000), devices, milli, models);
        }

        /** One arrival or departure, told as what happened. */
        Object step() {
            if (!standing.isEmpty() && random.nextInt(3) == 0) {
                int leaving = random.nextInt(standing.size());
                placer.release(standingDemands.remove(leaving), standing.remove(leaving));
                return leaving;
            }
            return arrive(demands.get(random.nextInt(demands.size())));
        }

        private Decision arrive(WorkerDemand demand) {
            Decision decision = placer.place(demand);
            if (decision instanceof Placed placed) {
                standing.add(placed);
                standingDemands.add(demand);
            }
            return decision;
        }

        void checkTurnedAway() {
            WorkerDemand demand = demands.get(random.nextInt(demands.size()));
            boolean fits = false;
            for (int node = 0; node < nodes.size(); node++) {
                fits |= fits(node, demand);
            }

            assertThat(arrive(demand) instanceof Placed).isEqualTo(fits);
        }

        private boolean fits(int node, WorkerDemand demand) {
            int sufficient = 0;
            for (int free : placer.freeDevices(node)) {
                sufficient += free >= demand.deviceMilli() ? 1 : 0;
            }
            return demand.allowedOn(nodes.get(node).model())
                    && sufficient >= demand.devices()
                    && placer.freeCpuMilli(node) >= demand.cpuMilli()
                    && placer.freeMemoryMib(node) >= demand.memoryMib();
        }

        void checkEveryNode() {
            for (int node = 0; node < nodes.size(); node++) {
                long cpu = 0;
                long memory = 0;
                int[] milli = new int[nodes.get(node).devices()];
                for (int worker = 0; worker < standing.size(); worker++) {
                    if (standing.get(worker).node() == node) {
                        WorkerDemand demand = standingDemands.get(worker);
                        cpu += demand.cpuMilli();
                        memory += demand.memoryMib();
                        for (int device = 0; device < milli.length; device++) {
                            milli[device] +=
                                    (standing.get(worker).devices() >>> device & 1) != 0 ? demand.deviceMilli() : 0;
                        }
                        assertThat(demand.allowedOn(nodes.get(node).model())).isTrue();
                        assertThat(Long.bitCount(standing.get(worker).devices()))
                                .isEqualTo(demand.devices());
                    }
                }
                assertThat(cpu).isLessThanOrEqualTo(nodes.get(node).cpuMilli());
                assertThat(memory).isLessThanOrEqualTo(nodes.get(node).memoryMib());
                assertThat(Arrays.stream(milli).max().orElse(0)).isLessThanOrEqualTo(1000);
            }
        }
    }
}
