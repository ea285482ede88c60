package io.exaplan.engine.model;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.kernel.TimeWindow;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Where one job ends first without disturbing anybody: the search through the free room of each partition.
 *
 * <p>Ties go to the earlier start, then to the use of fewer FLOPS, so that scarce models stay free for those who need
 * them, then to the partition with the smaller id.
 */
public final class EarliestFit {
    private static final Comparator<Fit> BEST = Comparator.comparingLong(Fit::endSecond)
            .thenComparingLong(fit -> fit.placement().startSecond())
            .thenComparingDouble(Fit::gflops)
            .thenComparingInt(fit -> fit.placement().partition());

    private final JobFacts job;
    private final CityHours hours;
    private final long notBefore;
    private final long notAfter;
    private @Nullable Profile replicas;
    private @Nullable Fit best;

    /**
     * @param job the job to place
     * @param hours the city's hours
     * @param notBefore first second at which it may start, besides its own earliest start
     * @param notAfter last second at which it may start
     */
    public EarliestFit(JobFacts job, CityHours hours, long notBefore, long notAfter) {
        this.job = job;
        this.hours = hours;
        this.notBefore = Math.max(notBefore, job.earliestStartSecond());
        this.notAfter = notAfter;
    }

    /**
     * A way to place the job.
     *
     * @param placement where and when
     * @param endSecond when it ends
     * @param gflops peak FLOPS it holds meanwhile, in GFLOPS
     */
    public record Fit(Placement placement, long endSecond, double gflops) {}

    /** Looks through rooms of partitions the job is eligible for. */
    public EarliestFit among(Iterable<Room> rooms) {
        rooms.forEach(this::in);
        return this;
    }

    /** Looks through one room; partitions the job is not eligible for are passed over. */
    public EarliestFit in(Room room) {
        if (Eligibility.allows(job, room.partition())) {
            for (int workers : job.width().steps()) {
                consider(room, workers);
            }
        }
        return this;
    }

    /** The best found so far. */
    public Optional<Fit> best() {
        return Optional.ofNullable(best);
    }

    private void consider(Room room, int workers) {
        PartitionFacts partition = room.partition();
        if (!Eligibility.fabricTakes(job, workers, partition)) {
            return;
        }
        long seconds = job.secondsOn(partition.acceleratorModel(), workers).orElseThrow();
        long from = room.openFrom(job.shape(), workers, notBefore);
        OptionalLong start = earliest(room, workers, seconds, from, latestStart(seconds));
        if (start.isPresent()) {
            Placement placement = new Placement(partition.id(), start.getAsLong(), workers);
            double gflops = partition.peakTflops().orElse(0) * Footprint.milliDevicesOfGang(job, workers);
            Fit fit = new Fit(placement, Seconds.after(start.getAsLong(), seconds), gflops);
            best = best == null || BEST.compare(fit, best) < 0 ? fit : best;
        }
    }

    /** Later starts miss a hard deadline, or end later than the best found so far. */
    private long latestStart(long seconds) {
        long latest = notAfter;
        if (job.deadlineOrNull() != null && job.deadlineOrNull().hard()) {
            latest = Math.min(latest, job.deadlineOrNull().second() - seconds);
        }
        if (best != null && best.endSecond() != Seconds.FOREVER) {
            latest = Math.min(latest, best.endSecond() - seconds);
        }
        return latest;
    }

    private OptionalLong earliest(Room room, int workers, long seconds, long from, long until) {
        long milliDevices = Footprint.milliDevicesOfGang(job, workers);
        long wholeNodes = Footprint.wholeNodesOfGang(job, workers, room.partition());
        if (!(job.work() instanceof Work.Service service)) {
            return earliest(room.milliDevices(), milliDevices, room.wholeNodes(), wholeNodes, seconds, from, until);
        }
        Profile needed = replicas(service, seconds);
        Profile freeDevices = room.milliDevices().minus(needed.times(milliDevices));
        Profile freeNodes =
                wholeNodes == 0 ? room.wholeNodes() : room.wholeNodes().minus(needed.times(wholeNodes));
        return earliest(freeDevices, 0, freeNodes, 0, seconds, from, until);
    }

    /** What a service asks at an hour does not depend on when it started, so its demand can be taken off beforehand. */
    private Profile replicas(Work.Service service, long seconds) {
        if (replicas == null) {
            replicas = hours.replicas(service, new TimeWindow(notBefore, Seconds.after(notAfter, seconds)));
        }
        return replicas;
    }

    private static OptionalLong earliest(
            Profile devices, long milliDevices, Profile nodes, long wholeNodes, long seconds, long from, long until) {
        OptionalLong start = devices.earliest(milliDevices, seconds, from, until);
        while (start.isPresent()) {
            OptionalLong later = nodes.earliest(wholeNodes, seconds, start.getAsLong(), until);
            if (later.isEmpty() || later.getAsLong() == start.getAsLong()) {
                return later;
            }
            start = devices.earliest(milliDevices, seconds, later.getAsLong(), until);
            if (start.isPresent() && start.getAsLong() == later.getAsLong()) {
                return start;
            }
        }
        return OptionalLong.empty();
    }
}
