package io.exaplan.engine.book;

import io.exaplan.engine.model.Footprint;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Work;
import java.util.Collections;

/**
 * An amount of a partition, for people.
 *
 * @param milliDevices thousandths of devices
 * @param wholeNodes nodes among them that are wholly free, 0 where that does not matter
 */
record Need(long milliDevices, long wholeNodes) {

    /** What a job needs at once at its narrowest; a service at its fullest hour. */
    static Need of(JobFacts job, PartitionFacts partition) {
        int workers = job.width().minWorkers();
        long gangs = job.work() instanceof Work.Service service ? Collections.max(service.replicasByHour()) : 1;
        return new Need(
                gangs * Footprint.milliDevicesOfGang(job, workers),
                gangs * Footprint.wholeNodesOfGang(job, workers, partition));
    }

    boolean within(long otherMilliDevices, long otherWholeNodes) {
        return milliDevices <= otherMilliDevices && wholeNodes <= otherWholeNodes;
    }

    @Override
    public String toString() {
        return wholeNodes == 0
                ? devices(milliDevices)
                : "%s on %d wholly free nodes".formatted(devices(milliDevices), wholeNodes);
    }

    static String devices(long milliDevices) {
        return (milliDevices % 1000 == 0 ? Long.toString(milliDevices / 1000) : Double.toString(milliDevices / 1000.0))
                + " devices";
    }
}
