package io.exaplan.benchmarks;

import io.exaplan.engine.book.MigrationPrice;
import io.exaplan.engine.book.PlanBook;
import io.exaplan.engine.model.Fabric;
import io.exaplan.engine.model.Fabric.Domain;
import io.exaplan.engine.model.Footprint;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.RunFacts;
import io.exaplan.engine.model.WorkKind;
import io.exaplan.engine.model.WorkerShape;
import io.exaplan.engine.placement.NodeAssignment.Placed;
import io.exaplan.engine.placement.NodeAssignment.WorkerSlot;
import io.exaplan.engine.placement.NodePlacer;
import io.exaplan.engine.placement.NodeState;
import io.exaplan.engine.placement.PlacementRequest;
import io.exaplan.engine.placement.batch.RoomByMoving;
import io.exaplan.engine.placement.batch.RoomByMoving.Movable;
import io.exaplan.engine.placement.online.DemandMix;
import io.exaplan.engine.solver.Budget;
import io.exaplan.engine.solver.CityPlanner;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What it earns and costs that runs move so that gangs find whole nodes.
 *
 * <p>{@code bin/benchmark DefragmentationBenchmark [nodes trials]}, by default 200 nodes of eight devices in racks of ten, 200 times: runs
 * of one to eight devices fill them one by one, one in eight leaves at random, and a gang of two to eight nodes comes,
 * half of them bound to a rack. Of the gangs for which enough devices are free and not enough nodes: how many find room by at most
 * eight moves, of the four fifths of the runs that may move, by how many moves, in how many milliseconds of CPU time. Then, on the stored city
 * at full size with its runs on single nodes and preemptible, what one look of the book for such gangs takes of the planning thread.
 */
public final class DefragmentationBenchmark {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int DEVICES = 8;
    private static final int RACK = 10;
    private static final int MIGRATIONS = 8;
    private static final int LOOKS = 20;
    private static final List<Integer> NODE_FREE = Collections.nCopies(DEVICES, 1000);

    private final SplittableRandom random;
    private final Map<String, NodeState> nodes = new LinkedHashMap<>();
    private final List<Movable> runs = new ArrayList<>();

    private DefragmentationBenchmark(int count, long seed) {
        random = new SplittableRandom(seed);
        for (int node = 0; node < count; node++) {
            String name = "n%05d".formatted(node);
            nodes.put(name, new NodeState(name, "block", "r" + node / RACK, NODE_FREE, 192_000, 2_000_000));
        }
    }

    public static void main(String[] args) throws IOException {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 200;
        int trials = args.length > 1 ? Integer.parseInt(args[1]) : 200;
        List<Double> migrations = new ArrayList<>();
        List<Double> millis = new ArrayList<>();
        int stuck = 0;
        for (int seed = 1; seed <= trials; seed++) {
            DefragmentationBenchmark partition = new DefragmentationBenchmark(count, seed);
            partition.fill();
            PlacementRequest gang = partition.gang();
            if (partition.isStuck(gang)) {
                stuck++;
                long begun = THREADS.getCurrentThreadCpuTime();
                Optional<RoomByMoving.Room> room = partition.search(gang, seed);
                millis.add((THREADS.getCurrentThreadCpuTime() - begun) / 1e6);
                room.ifPresent(found -> migrations.add((double) found.runs().size()));
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("gangs", trials);
        figures.put("stuck", stuck);
        figures.put("helped", migrations.size());
        figures.put("migrationsMean", mean(migrations));
        figures.put("searchP50CpuMillis", Figures.percentile(array(millis), 0.5));
        figures.put("searchP99CpuMillis", Figures.percentile(array(millis), 0.99));
        look(figures);
        Figures.print(figures);
    }

    private void fill() {
        NodePlacer placer = new NodePlacer(List.copyOf(nodes.values()), DemandMix.of(List.of()));
        int taken = 0;
        for (int run = 0; taken < nodes.size() * DEVICES; run++) {
            int devices = new int[] {1, 1, 1, 2, 2, 4, 4, 8}[random.nextInt(8)];
            PlacementRequest request = new PlacementRequest(shape(devices), 1, 1, Fabric.any());
            if (!(placer.place(request) instanceof Placed placed)) {
                break;
            }
            WorkerSlot slot = placed.slots().getFirst();
            change(slot, devices, -1);
            placer.update(Objects.requireNonNull(nodes.get(slot.node())));
            runs.add(new Movable("run-" + run, slot.node(), slot.devices(), shape(devices), 1));
            taken += devices;
        }
        List<Movable> all = List.copyOf(runs);
        runs.clear();
        for (Movable run : all) {
            if (random.nextInt(8) == 0) {
                change(
                        new WorkerSlot(0, 0, run.node(), run.devices(), 1000),
                        run.devices().size(),
                        1);
            } else {
                runs.add(run);
            }
        }
    }

    private static WorkerShape shape(int devices) {
        return new WorkerShape(1000 * devices, 8_000L * devices, 64_000L * devices);
    }

    private void change(WorkerSlot slot, int devices, int sign) {
        nodes.computeIfPresent(slot.node(), (name, node) -> {
            int[] free = node.freeMilli().stream().mapToInt(Integer::intValue).toArray();
            slot.devices().forEach(device -> free[device] += sign * 1000);
            WorkerShape shape = shape(devices);
            return node.with(
                    free,
                    node.freeCpuMilli() + sign * shape.cpuMilli(),
                    node.freeMemoryMib() + sign * shape.memoryMib());
        });
    }

    private PlacementRequest gang() {
        int size = 2 + random.nextInt(7);
        Fabric fabric = random.nextBoolean() ? new Fabric(Domain.RACK, true) : Fabric.any();
        return new PlacementRequest(shape(DEVICES), size, 1, fabric);
    }

    private boolean isStuck(PlacementRequest gang) {
        int free = nodes.values().stream().mapToInt(NodeState::freeDevices).sum();
        NodePlacer placer = new NodePlacer(List.copyOf(nodes.values()), DemandMix.of(List.of()));
        return free >= gang.workers() * DEVICES && !(placer.place(gang) instanceof Placed);
    }

    private Optional<RoomByMoving.Room> search(PlacementRequest gang, long seed) {
        List<Movable> movable = runs.stream()
                .filter(run -> run.devices().size() < DEVICES && random.nextInt(5) > 0)
                .toList();
        return new RoomByMoving(nodes.values(), movable, MIGRATIONS, seed).find(gang);
    }

    private static void look(Map<String, Object> figures) throws IOException {
        PlanningProblem problem = StoredCity.read(StoredCity.instance("full-1"));
        PlanningProblem planned = problem.withCurrent(
                CityPlanner.create().improve(problem, Budget.ofSteps(0, 1)).placements());
        SplittableRandom random = new SplittableRandom(1);
        Map<Integer, PartitionFacts> partitions = new HashMap<>();
        problem.partitions().forEach(partition -> partitions.put(partition.id(), partition));
        List<RunFacts> scattered = problem.runs().stream()
                .map(run -> scattered(
                        run,
                        Objects.requireNonNull(partitions.get(run.placement().partition())),
                        random))
                .toList();
        PlanBook book = new PlanBook(planned.withRuns(scattered));
        MigrationPrice price = new MigrationPrice(300, 2);
        double[] millis = IntStream.range(0, 2 * LOOKS)
                .mapToDouble(look -> {
                    long begun = THREADS.getCurrentThreadCpuTime();
                    book.stuckGangs(price);
                    return (THREADS.getCurrentThreadCpuTime() - begun) / 1e6;
                })
                .skip(LOOKS)
                .toArray();
        figures.put(
                "movableRuns",
                scattered.stream().filter(run -> run.job().preemptible()).count());
        figures.put("stuckInTheCity", book.stuckGangs(price).size());
        figures.put("lookP50CpuMillis", Figures.percentile(millis, 0.5));
        figures.put("lookMostCpuMillis", Figures.percentile(millis, 1));
        double[] movable = book.stuckGangs(price).stream()
                .mapToDouble(gang -> {
                    long begun = THREADS.getCurrentThreadCpuTime();
                    book.movableFor(gang.job().id(), gang.placement().partition(), price);
                    return (THREADS.getCurrentThreadCpuTime() - begun) / 1e6;
                })
                .toArray();
        figures.put("movableMostCpuMillis", Figures.percentile(movable, 1));
    }

    /** Begun an hour ago and preemptible, on one node if it needs none wholly. */
    private static RunFacts scattered(RunFacts run, PartitionFacts partition, SplittableRandom random) {
        JobFacts job = run.job();
        boolean small = job.kind() == WorkKind.TRAINING
                && Footprint.wholeNodesOfGang(job, run.placement().width(), partition) == 0;
        return small
                ? new RunFacts(
                        run.runId(),
                        preemptible(job),
                        run.placement(),
                        run.endSecond(),
                        Set.of("n"
                                + random.nextInt(
                                        (int) Math.max(1, partition.wholeNodes().at(0)))))
                : run;
    }

    private static JobFacts preemptible(JobFacts job) {
        return new JobFacts(
                job.id(),
                job.name(),
                job.tenant(),
                job.kind(),
                job.shape(),
                job.width(),
                job.accelerators(),
                job.fabric(),
                job.work(),
                job.submittedSecond(),
                job.earliestStartSecond(),
                job.deadlineOrNull(),
                job.priority(),
                job.value(),
                true,
                0,
                job.data());
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
