package io.exaplan.benchmarks;

import io.exaplan.benchmarks.BoundingProgram.Amount;
import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.kernel.TimeWindow;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Occupancy;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.Room;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of devices: for each accelerator model, segment of time, day of it and power of two, the device-seconds within the
 * segment of certain jobs are no more than what there is for them. Those are the jobs that cannot start before the day and whose
 * gang is a multiple of the power; what there is for them are, on each partition, the devices that runs and maintenance leave,
 * rounded down to a multiple of the power, from the day's beginning to the segment's end.
 *
 * <p>Why every plan satisfies them: a job that may not start before a day takes all it takes of the segment between that day and
 * the segment's end. At any moment the gangs of the row on one partition add up to a multiple of the power, which is at most its
 * devices rounded down. Summed over moments and partitions this is the row.
 *
 * <p>Gangs of whole nodes (each worker as many devices as a node has, on all partitions of the model) stand on wholly free nodes:
 * rows of their own count those instead of devices, in powers of a node.
 */
final class CapacityRows {
    private static final long DAY = 24 * 3600L;

    private final PlanningProblem problem;
    private final BoundingProgram program;
    private final boolean fine;
    private final List<TimeWindow> segments;
    private final Map<Integer, Room> rooms;
    private final Map<String, Integer> nodeSizes = new HashMap<>();
    private final Map<Key, Integer> rows = new HashMap<>();

    /**
     * @param model catalogue key
     * @param segment which
     * @param fromSecond beginning of the day
     * @param power gangs that are multiples of it, in nodes or devices
     * @param nodes whether in nodes
     */
    private record Key(String model, int segment, long fromSecond, int power, boolean nodes) {}

    /**
     * @param segments that do not overlap, within the problem's time
     * @param fine whether with a row for each day and power, or one for each model and segment
     */
    CapacityRows(PlanningProblem problem, BoundingProgram program, List<TimeWindow> segments, boolean fine) {
        this.problem = problem;
        this.program = program;
        this.segments = List.copyOf(segments);
        this.fine = fine;
        this.rooms = Occupancy.roomsOf(problem);
        for (PartitionFacts partition : problem.partitions()) {
            nodeSizes.merge(partition.acceleratorModel(), partition.devicesPerNode(), (a, b) -> a.equals(b) ? a : 0);
        }
    }

    /** What a job takes that uses so many device-seconds of a segment on a model, as wide as that. */
    List<Amount> of(JobFacts job, String model, int workers, int segment, double deviceSeconds) {
        TimeWindow window = segments.get(segment);
        long start = Math.max(problem.nowSecond(), job.earliestStartSecond());
        int perWorker = job.shape().wholeDevices();
        int devices = perWorker * workers;
        boolean wholeNodes = perWorker > 0 && perWorker == nodeSizes.getOrDefault(model, 0);
        List<Amount> amounts = new ArrayList<>();
        for (long day = window.fromSecond(); day <= Math.max(start, window.fromSecond()); day += DAY) {
            amounts.add(new Amount(row(new Key(model, segment, day, 1, false)), deviceSeconds));
            int gang = wholeNodes ? workers : devices;
            for (int power = wholeNodes ? 1 : 2; fine && gang % power == 0; power *= 2) {
                amounts.add(new Amount(row(new Key(model, segment, day, power, wholeNodes)), deviceSeconds));
            }
            if (!fine) {
                break;
            }
        }
        return amounts;
    }

    private int row(Key key) {
        return rows.computeIfAbsent(key, absent -> {
            double capacity = capacity(key);
            return program.row(key.toString(), capacity, Math.max(1, capacity));
        });
    }

    private double capacity(Key key) {
        double sum = 0;
        for (Room room : rooms.values()) {
            PartitionFacts partition = room.partition();
            if (partition.acceleratorModel().equals(key.model())) {
                Profile free = key.nodes() ? room.wholeNodes() : room.milliDevices();
                long unit = key.nodes() ? key.power() : key.power() * 1000L;
                double devicesOfOne = key.nodes() ? partition.devicesPerNode() : 1 / 1000.0;
                sum += roundedDown(free, unit)
                                .integral(
                                        key.fromSecond(),
                                        segments.get(key.segment()).untilSecond())
                        * devicesOfOne;
            }
        }
        return sum;
    }

    private static Profile roundedDown(Profile free, long unit) {
        return Profile.of(
                Math.max(0, free.before()) / unit * unit,
                free.steps().stream()
                        .map(step -> new Profile.Step(step.fromSecond(), Math.max(0, step.value()) / unit * unit))
                        .toList());
    }
}
