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

    /** Of the partition looked at last. */
    private @Nullable List<Terms> terms;

    private String termsModel = "";
    private double termsPeak;

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
        terms = null;
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
        for (Terms terms : termsOn(room.partition())) {
            consider(room, terms);
        }
        return this;
    }

    /** The best found so far. */
    public Optional<Fit> best() {
        return Optional.ofNullable(best);
    }

    /**
     * What is the same on every partition of a model and peak.
     *
     * @param workers a width worth trying
     * @param seconds how long it takes
     * @param milliDevices what one gang holds
     * @param mflops what its tenant is charged meanwhile
     * @param cost at the prices
     * @param quotaOpens no start before it is within the quota; {@link Seconds#FOREVER} for none at all
     */
    private record Terms(int workers, long seconds, long milliDevices, long mflops, double cost, long quotaOpens) {}

    /** Partitions of a model mostly come one after the other. */
    private List<Terms> termsOn(PartitionFacts partition) {
        double peak = partition.peakTflops().orElse(0);
        if (terms == null || peak != termsPeak || !partition.acceleratorModel().equals(termsModel)) {
            termsModel = partition.acceleratorModel();
            termsPeak = peak;
            terms = job.width().steps().stream()
                    .map(workers -> terms(termsModel, peak, workers))
                    .toList();
        }
        return terms;
    }

    private Terms terms(String model, double peak, int workers) {
        long seconds = job.secondsOn(model, workers).orElseThrow();
        long milliDevices = Footprint.milliDevicesOfGang(job, workers);
        long mflops = milliDevices * Footprint.mflopsPerMilliDevice(peak);
        double cost = prices.cost(model, milliDevices, seconds);
        long opens = notBefore;
        if (allowance != null && allowance.mflops() != null && mflops > 0) {
            opens = earliest(new Need(allowance.mflops(), mflops), seconds, notBefore, notAfter)
                    .orElse(Seconds.FOREVER);
        }
        return new Terms(workers, seconds, milliDevices, mflops, cost, opens);
    }

    private void consider(Room room, Terms terms) {
        PartitionFacts partition = room.partition();
        if (!Eligibility.fabricTakes(job, terms.workers(), partition)) {
            return;
        }
        long from = Math.max(terms.quotaOpens(), room.openFrom(job.shape(), terms.workers(), notBefore));
        OptionalLong start = earliest(room, terms, from, latestStart(terms.seconds(), terms.cost()));
        if (start.isPresent()) {
            Placement placement = new Placement(partition.id(), start.getAsLong(), terms.workers());
            double gflops = partition.peakTflops().orElse(0) * terms.milliDevices();
            long end = Seconds.after(start.getAsLong(), terms.seconds());
            double gib = datasets.gibToBring(job, partition.cluster());
            Fit fit = new Fit(placement, end, gflops, prices.rank(terms.cost(), end), gib);
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

    /** Something of which each gang needs an amount throughout. */
    private record Need(Profile free, long amount) {}

    /** The earliest start that the room, the quota and the budgets allow. */
    private OptionalLong earliest(Room room, Terms terms, long from, long until) {
        List<Need> needs = needs(room, terms);
        OptionalLong start = earliest(needs, terms.seconds(), from, until);
        double gflops = room.partition().peakTflops().orElse(0);
        if (allowance == null || allowance.budgets().isEmpty() || gflops == 0) {
            return start;
        }
        while (start.isPresent()) {
            long paid = paidFrom(start.getAsLong(), allowance, terms, gflops);
            if (paid <= start.getAsLong()) {
                return start;
            }
            start = paid > until ? OptionalLong.empty() : earliest(needs, terms.seconds(), paid, until);
        }
        return start;
    }

    private long paidFrom(long start, Allowance limit, Terms terms, double gflops) {
        return job.work() instanceof Work.Service service
                ? limit.nextStart(
                        start,
                        terms.seconds(),
                        replicas(service, terms.seconds()).times(terms.milliDevices()),
                        gflops)
                : limit.nextStart(start, terms.seconds(), terms.milliDevices(), gflops);
    }

    private List<Need> needs(Room room, Terms terms) {
        Slice free = room.freeFor(job.tenant());
        long wholeNodes = Footprint.wholeNodesOfGang(job, terms.workers(), room.partition());
        List<Need> needs = new ArrayList<>(3);
        needs.add(new Need(free.milliDevices(), terms.milliDevices()));
        if (wholeNodes > 0) {
            needs.add(new Need(free.wholeNodes(), wholeNodes));
        }
        if (allowance != null && allowance.mflops() != null && terms.mflops() > 0) {
            needs.add(new Need(allowance.mflops(), terms.mflops()));
        }
        return needs;
    }

    private OptionalLong earliest(List<Need> needs, long seconds, long from, long until) {
        long start = from;
        while (true) {
            long before = start;
            for (Need need : needs) {
                OptionalLong found = earliest(need, seconds, start, until);
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

    private OptionalLong earliest(Need need, long seconds, long from, long until) {
        return job.work() instanceof Work.Service service
                ? need.free().earliest(replicas(service, seconds), need.amount(), seconds, from, until)
                : need.free().earliest(need.amount(), seconds, from, until);
    }

    /** What a service asks at an hour does not depend on when it started. */
    private Profile replicas(Work.Service service, long seconds) {
        if (replicas == null) {
            replicas = hours.replicas(service, new TimeWindow(notBefore, Seconds.after(notAfter, seconds)));
        }
        return replicas;
    }
}
