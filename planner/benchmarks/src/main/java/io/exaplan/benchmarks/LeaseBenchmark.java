package io.exaplan.benchmarks;

import io.exaplan.engine.model.Fabric;
import io.exaplan.engine.model.Fabric.Domain;
import io.exaplan.engine.model.WorkerShape;
import io.exaplan.engine.placement.NodeAssignment;
import io.exaplan.engine.placement.NodeAssignment.WorkerSlot;
import io.exaplan.engine.placement.NodePlacer;
import io.exaplan.engine.placement.NodeState;
import io.exaplan.engine.placement.PlacementRequest;
import io.exaplan.engine.placement.UsualDemand;
import io.exaplan.engine.placement.online.DemandMix;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * What it costs to find nodes for a run in one partition: the engine's part of a lease, without the database.
 *
 * <p>{@code bin/benchmark LeaseBenchmark [nodes leases]}, by default 3,000 nodes of eight devices and 20,000 leases. The
 * partition is filled to four fifths; then runs come and go. Once where nothing is known of what is usually asked for, once
 * where it was learned. Prints microseconds of the thread's CPU time of finding and taking nodes; exit 1 when the mean reaches 1 ms.
 */
public final class LeaseBenchmark {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int DEVICES = 8;
    private static final int CPU_MILLI = 192_000;
    private static final int MEMORY_MIB = 2_000_000;
    private static final double FILLED = 0.8;

    private final SplittableRandom random = new SplittableRandom(1);
    private final int[][] freeMilli;
    private final long[] freeCpu;
    private final long[] freeMemory;
    private final List<Run> runs = new ArrayList<>();
    private final NodePlacer placer;
    private long usedMilli;
    private int refused;

    private record Run(WorkerShape shape, List<WorkerSlot> slots) {}

    private LeaseBenchmark(int nodes, DemandMix mix) {
        freeMilli = new int[nodes][DEVICES];
        freeCpu = new long[nodes];
        freeMemory = new long[nodes];
        List<NodeState> states = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            Arrays.fill(freeMilli[node], 1000);
            freeCpu[node] = CPU_MILLI;
            freeMemory[node] = MEMORY_MIB;
            states.add(state(node));
        }
        placer = new NodePlacer(states, mix);
    }

    public static void main(String[] args) {
        int nodes = args.length > 0 ? Integer.parseInt(args[0]) : 3_000;
        int leases = args.length > 1 ? Integer.parseInt(args[1]) : 20_000;
        boolean quick = new LeaseBenchmark(nodes, DemandMix.of(List.of())).run("unknown", leases);
        quick &= new LeaseBenchmark(nodes, learned()).run("learned", leases);
        System.exit(quick ? 0 : 1);
    }

    private static DemandMix learned() {
        SplittableRandom past = new SplittableRandom(2);
        UsualDemand usual = new UsualDemand();
        for (int run = 0; run < 20_000; run++) {
            PlacementRequest request = request(past);
            usual.count(request.shape(), request.workers(), request.gangs());
        }
        return usual.learn(DEVICES);
    }

    private boolean run(String demand, int leases) {
        while (usedMilli < FILLED * freeMilli.length * DEVICES * 1000) {
            lease();
        }
        long[] nanos = new long[leases];
        refused = 0;
        for (int lease = 0; lease < leases; lease++) {
            while (usedMilli > FILLED * freeMilli.length * DEVICES * 1000) {
                end(runs.remove(random.nextInt(runs.size())));
            }
            nanos[lease] = lease();
        }
        Arrays.sort(nanos);
        double mean = Arrays.stream(nanos).average().orElse(0) / 1e3;
        System.out.printf(
                Locale.ROOT,
                "{\"nodes\": %d, \"demand\": \"%s\", \"leases\": %d, \"refused\": %d, \"meanMicros\": %.1f, \"p50Micros\": %.1f, \"p99Micros\": %.1f, \"maxMicros\": %.1f}%n",
                freeMilli.length,
                demand,
                leases,
                refused,
                mean,
                nanos[leases / 2] / 1e3,
                nanos[leases * 99 / 100] / 1e3,
                nanos[leases - 1] / 1e3);
        return mean < 1_000;
    }

    private long lease() {
        PlacementRequest request = request(random);
        long start = THREADS.getCurrentThreadCpuTime();
        NodeAssignment answer = placer.place(request);
        if (answer instanceof NodeAssignment.Placed(List<WorkerSlot> slots)) {
            Run run = new Run(request.shape(), slots);
            runs.add(run);
            change(run, 1);
        } else {
            refused++;
        }
        return THREADS.getCurrentThreadCpuTime() - start;
    }

    private void end(Run run) {
        change(run, -1);
    }

    private void change(Run run, int sign) {
        Set<Integer> touched = new TreeSet<>();
        for (WorkerSlot slot : run.slots()) {
            int node = Integer.parseInt(slot.node().substring(1));
            for (int device : slot.devices()) {
                freeMilli[node][device] -= sign * slot.milliPerDevice();
                usedMilli += (long) sign * slot.milliPerDevice();
            }
            freeCpu[node] -= sign * run.shape().cpuMilli();
            freeMemory[node] -= sign * run.shape().memoryMib();
            touched.add(node);
        }
        touched.forEach(node -> placer.update(state(node)));
    }

    private NodeState state(int node) {
        return new NodeState(
                "n%05d".formatted(node),
                "b" + node / 256,
                "r" + node / 32,
                Arrays.stream(freeMilli[node]).boxed().toList(),
                freeCpu[node],
                freeMemory[node]);
    }

    /** Shares of devices, whole ones, and gangs of up to 256 devices, some of which want a rack or a block. */
    private static PlacementRequest request(SplittableRandom random) {
        int kind = random.nextInt(100);
        int milli = kind < 35 ? 100 * (1 + random.nextInt(6)) : kind < 60 ? 1000 : 1000 << random.nextInt(1, 4);
        int workers = kind < 90 ? 1 : 1 << random.nextInt(1, 6);
        long cpu = Math.max(1, milli / 1000) * (4_000L + 4_000L * random.nextInt(4));
        int wish = random.nextInt(10);
        Fabric fabric = wish < 7 ? Fabric.any() : new Fabric(wish == 7 ? Domain.RACK : Domain.BLOCK, wish == 9);
        return new PlacementRequest(new WorkerShape(milli, cpu, 4 * cpu), workers, 1, fabric);
    }
}
