package io.exaplan.engine.model;

/** The energy a job takes: the power of its devices at full load, by the catalogue, for as long as it holds them. */
public final class Energy {
    private static final double WATT_SECONDS_PER_KWH = 3.6e6;

    /** A service without end is counted for so long. */
    private static final long LONGEST_SECONDS = 30 * 24 * 3600L;

    private Energy() {}

    /** In kWh, the replicas of a service on average over the day; 0 where the power of the devices is unknown. */
    public static double kilowattHours(JobFacts job, Placement placement, PartitionFacts partition) {
        double watts = partition.watts().orElse(0);
        if (watts == 0) {
            return 0;
        }
        long seconds = Math.min(
                LONGEST_SECONDS,
                job.secondsOn(partition.acceleratorModel(), placement.width()).orElse(0));
        double devices = Footprint.milliDevicesOfGang(job, placement.width()) / 1000.0;
        return watts * devices * gangs(job.work()) * seconds / WATT_SECONDS_PER_KWH;
    }

    private static double gangs(Work work) {
        return switch (work) {
            case Work.Service service ->
                service.replicasByHour().stream()
                        .mapToInt(Integer::intValue)
                        .average()
                        .orElse(0);
            case Work.Fixed _, Work.ByModel _ -> 1;
        };
    }
}
