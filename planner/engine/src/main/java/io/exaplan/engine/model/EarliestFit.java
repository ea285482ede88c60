package io.exaplan.engine.model;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.kernel.TimeWindow;
import io.exaplan.engine.model.Pools.Slice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Where one job ends first without disturbing anybody: the search through the free room of each partition.
 *
 * <p>Where models are scarce, prices come before the end: a little later on a cheap model is better than at once on a
 * dear one. Ties go to the earlier start, then to where data is, then to the use of fewer FLOPS, so that scarce models stay free for those who need
 * them, then to the partition with the smaller id.
 */
public final class EarliestFit {
    private static final Comparator<Fit> BEST = Comparator.comparingDouble(Fit::rank)
            .thenComparingLong(Fit::endSecond)
            .thenComparingLong(fit -> fit.placement().startSecond())
            .thenComparingDouble(Fit::gibToBring)
            .thenComparingDouble(Fit::gflops)
            .thenComparingInt(fit -> fit.placement().partition());

    private final JobFacts job;
    private final CityHours hours;
    private final long notBefore;
    private final long notAfter;
    private final Prices prices;
    private @Nullable Profile replicas;
    private @Nullable Allowance allowance;
    private Datasets datasets = Datasets.NONE;
    private @Nullable Fit best;

    /**
     * @param job the job to place
     * @param hours the city's hours
     * @param notBefore first second at which it may start, besides its own earliest start
     * @param notAfter last second at which it may start
     */
    public EarliestFit(JobFacts job, CityHours hours, long notBefore, long notAfter) {
        this(job, hours, notBefore, notAfter, Prices.NONE);
    }

    /** As above, where some models are scarce. */
    public EarliestFit(JobFacts job, CityHours hours, long notBefore, long notAfter, Prices prices) {
        this.job = job;
        this.prices = prices;
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
     * @param rank what it costs at the prices, 0 where nothing is scarce
     * @param gibToBring data that has to be brought to its cluster, in GiB
     */
    public record Fit(Placement placement, long endSecond, double gflops, double rank, double gibToBring) {}

    /** Keeps to what its tenant may still use; null for no limit. */
    public EarliestFit within(@Nullable Allowance limit) {
        allowance = limit;
        return this;
    }

    /** Keeps to where the job may read its data, and of equal starts prefers one where little has to be brought. */
    public EarliestFit reading(Datasets known) {
        datasets = known;
        return this;
    }

    /** Looks through rooms of partitions the job is eligible for. */
    public EarliestFit among(Iterable<Room> rooms) {
        rooms.forEach(this::in);
        return this;
    }

    /** Looks through one room; partitions the job is not eligible for are passed over. */
    public EarliestFit in(Room room) {
        return Eligibility.allows(job, room.partition(), datasets) ? inEligible(room) : this;
    }

    /** As above, for who knows already that the job is eligible there. */
    public EarliestFit inEligible(Room room) {
        if (!job.width().elastic()) {
            consider(room, job.width().minWorkers());
            return this;
        }
        for (int workers : job.width().steps()) {
            consider(room, workers);
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
        long milliDevices = Footprint.milliDevicesOfGang(job, workers);
        double cost = prices.cost(partition.acceleratorModel(), milliDevices, seconds);
        long from = room.openFrom(job.shape(), workers, notBefore);
        OptionalLong start = earliest(room, workers, seconds, from, latestStart(seconds, cost));
        if (start.isPresent()) {
            Placement placement = new Placement(partition.id(), start.getAsLong(), workers);
            double gflops = partition.peakTflops().orElse(0) * milliDevices;
            long end = Seconds.after(start.getAsLong(), seconds);
            double gib = datasets.gibToBring(job, partition.cluster());
            Fit fit = new Fit(placement, end, gflops, prices.rank(cost, end), gib);
            best = best == null || BEST.compare(fit, best) < 0 ? fit : best;
        }
    }

    /** Later starts miss a hard deadline, or are worse than the best found so far. */
    private long latestStart(long seconds, double cost) {
        long latest = notAfter;
        if (job.deadlineOrNull() != null && job.deadlineOrNull().hard()) {
            latest = Math.min(latest, job.deadlineOrNull().second() - seconds);
        }
        if (best != null) {
            long end = latestEnd(cost, best);
            latest = end == Seconds.FOREVER ? latest : Math.min(latest, end - seconds);
        }
        return latest;
    }

    private long latestEnd(double cost, Fit best) {
        boolean endDecides = cost == 0 && best.rank() == 0;
        return endDecides ? best.endSecond() : prices.latestEnd(cost, best.rank());
    }

    /** Something that has to be there throughout. */
    private record Need(Profile free, long amount) {}

    /** The earliest start that the room, the quota and the budgets allow. */
    private OptionalLong earliest(Room room, int workers, long seconds, long from, long until) {
        List<Need> needs = needs(room, workers, seconds);
        double gflops = room.partition().peakTflops().orElse(0);
        if (allowance == null || allowance.budgets().isEmpty() || gflops == 0) {
            return earliest(needs, seconds, from, until);
        }
        long milliDevices = Footprint.milliDevicesOfGang(job, workers);
        OptionalLong start = earliest(needs, seconds, from, until);
        while (start.isPresent()) {
            long paid = job.work() instanceof Work.Service service
                    ? allowance.nextStart(
                            start.getAsLong(),
                            seconds,
                            replicas(service, seconds).times(milliDevices),
                            gflops)
                    : allowance.nextStart(start.getAsLong(), seconds, milliDevices, gflops);
            if (paid <= start.getAsLong()) {
                return start;
            }
            start = paid > until ? OptionalLong.empty() : earliest(needs, seconds, paid, until);
        }
        return start;
    }

    /** What has to be there throughout; a service's own demand by the hour is taken off what is free. */
    private List<Need> needs(Room room, int workers, long seconds) {
        List<Need> needs = needs(room, workers);
        if (job.work() instanceof Work.Service service) {
            Profile gangs = replicas(service, seconds);
            needs = needs.stream()
                    .map(need -> new Need(
                            need.amount() == 0 ? need.free() : need.free().minus(gangs.times(need.amount())), 0))
                    .toList();
        }
        return needs;
    }

    private List<Need> needs(Room room, int workers) {
        long milliDevices = Footprint.milliDevicesOfGang(job, workers);
        Slice free = room.freeFor(job.tenant());
        Need devices = new Need(free.milliDevices(), milliDevices);
        long wholeNodes = Footprint.wholeNodesOfGang(job, workers, room.partition());
        long rate = Footprint.mflopsPerMilliDevice(room.partition().peakTflops().orElse(0));
        List<Need> needs = new ArrayList<>(3);
        needs.add(devices);
        if (wholeNodes > 0) {
            needs.add(new Need(free.wholeNodes(), wholeNodes));
        }
        if (allowance != null && allowance.mflops() != null && rate > 0) {
            needs.add(new Need(allowance.mflops(), milliDevices * rate));
        }
        return needs;
    }

    /** What a service asks at an hour does not depend on when it started, so its demand can be taken off beforehand. */
    private Profile replicas(Work.Service service, long seconds) {
        if (replicas == null) {
            replicas = hours.replicas(service, new TimeWindow(notBefore, Seconds.after(notAfter, seconds)));
        }
        return replicas;
    }

    private static OptionalLong earliest(List<Need> needs, long seconds, long from, long until) {
        long start = from;
        while (true) {
            long before = start;
            for (Need need : needs) {
                OptionalLong found = need.free().earliest(need.amount(), seconds, start, until);
                if (found.isEmpty()) {
                    return found;
                }
                start = found.getAsLong();
            }
            if (start == before) {
                return OptionalLong.of(start);
            }
        }
    }
}
