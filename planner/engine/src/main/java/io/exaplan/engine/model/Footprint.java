package io.exaplan.engine.model;

import io.exaplan.engine.kernel.Flops;
import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.kernel.TimeWindow;
import java.util.List;

/**
 * What a job uses of a partition over time. The only source of it: book, solver and views all ask here.
 *
 * <p>A gang that needs more than one node, or every device of one, stands on wholly free nodes; what remains of it after
 * the last full node stands with others. Smaller work, shares of devices and replicas of services that fit a node count
 * devices only.
 *
 * @param partition id of the partition
 * @param tenant id of the tenant that is charged
 * @param milliDevices thousandths of devices in use
 * @param wholeNodes nodes that must be wholly free for it
 * @param gflopsPerMilliDevice what a thousandth of a device is charged at: its vendor peak in GFLOPS, 0 when unknown
 */
public record Footprint(
        int partition, int tenant, Profile milliDevices, Profile wholeNodes, double gflopsPerMilliDevice) {

    /**
     * What a job uses where and when a plan puts it.
     *
     * @param job the job
     * @param placement on this partition, with a width the job allows and a model it has a run time on
     * @param partition the partition
     * @param hours the city's hours, which a service follows
     */
    public static Footprint of(JobFacts job, Placement placement, PartitionFacts partition, CityHours hours) {
        TimeWindow window = new TimeWindow(placement.startSecond(), job.endSecond(placement, partition));
        return of(job, placement, partition, hours, window);
    }

    /** What a run uses until its capacity is expected back; its nodes are the business of who knows all runs. */
    public static Footprint of(RunFacts run, PartitionFacts partition, CityHours hours) {
        long start = run.placement().startSecond();
        TimeWindow window = new TimeWindow(start, Math.max(start, run.endSecond()));
        return of(run.job(), run.placement(), partition, hours, window);
    }

    private static Footprint of(
            JobFacts job, Placement placement, PartitionFacts partition, CityHours hours, TimeWindow window) {
        Profile gangs = job.work() instanceof Work.Service service
                ? hours.replicas(service, window)
                : Profile.step(window.fromSecond(), window.untilSecond(), 1);
        return new Footprint(
                partition.id(),
                job.tenant(),
                gangs.times(milliDevicesOfGang(job, placement.width())),
                gangs.times(wholeNodesOfGang(job, placement.width(), partition)),
                partition.peakTflops().orElse(0));
    }

    /** Thousandths of devices of one gang; for a service, of one replica. */
    public static long milliDevicesOfGang(JobFacts job, int workers) {
        return (long) job.shape().milliDevices() * workers;
    }

    /** Nodes that one gang needs wholly free; for a service, one replica. */
    public static long wholeNodesOfGang(JobFacts job, int workers, PartitionFacts partition) {
        int devices = job.shape().wholeDevices();
        if (devices == 0) {
            return 0;
        }
        int perNode = Math.max(1, partition.workersPerNode(job.shape()));
        boolean fillsOne = devices * workers == partition.devicesPerNode();
        return workers > perNode || fillsOne ? Math.max(1, workers / perNode) : 0;
    }

    /** Nodes a gang stands on at least, the last one perhaps shared. */
    public static long nodesOfGang(JobFacts job, int workers, PartitionFacts partition) {
        return Math.ceilDiv(workers, Math.max(1, partition.workersPerNode(job.shape())));
    }

    /** The part of it from a second on. */
    public Footprint since(long second) {
        Profile later = Profile.step(second, Seconds.FOREVER, Long.MAX_VALUE);
        return new Footprint(partition, tenant, milliDevices.min(later), wholeNodes.min(later), gflopsPerMilliDevice);
    }

    /** The part of it before a second. */
    public Footprint before(long second) {
        Profile earlier = Profile.of(Long.MAX_VALUE, List.of(new Profile.Step(second, 0)));
        return new Footprint(
                partition, tenant, milliDevices.min(earlier), wholeNodes.min(earlier), gflopsPerMilliDevice);
    }

    /** First second after its last use, {@link Seconds#FOREVER} when it has no end. */
    public long endSecond() {
        return milliDevices.steps().isEmpty() || milliDevices.at(Seconds.FOREVER - 1) != 0
                ? Seconds.FOREVER
                : milliDevices.steps().getLast().fromSecond();
    }

    /** What the tenant is charged over time, in MFLOPS: whole numbers for the arithmetic of quotas. */
    public Profile mflops() {
        return milliDevices.times(mflopsPerMilliDevice(gflopsPerMilliDevice));
    }

    /** What a thousandth of a device is charged at, in MFLOPS; its peak in TFLOPS is the same number of GFLOPS. */
    static long mflopsPerMilliDevice(double gflops) {
        return Math.round(gflops * 1000);
    }

    /** What the tenant is charged at a second. */
    public Flops flopsAt(long second) {
        return Flops.ofDevices(milliDevices.at(second), gflopsPerMilliDevice);
    }
}
