package io.exaplan.engine.book;

import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.model.CityHours;
import io.exaplan.engine.model.Datasets;
import io.exaplan.engine.model.EarliestFit;
import io.exaplan.engine.model.EarliestFit.Fit;
import io.exaplan.engine.model.Eligibility;
import io.exaplan.engine.model.Eligibility.Eligible;
import io.exaplan.engine.model.Eligibility.Ineligible;
import io.exaplan.engine.model.Eligibility.Obstacle;
import io.exaplan.engine.model.Footprint;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.Room;
import io.exaplan.engine.model.Work;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Each partition as a job meets it: what it lacks there, and until when. */
final class Outlooks {
    /** Where it could start first comes first; then where fewest things stand in the way. */
    private static final Comparator<PartitionOutlook> BEST_FIRST = Comparator.comparingInt(
                    (PartitionOutlook outlook) -> outlook.obstacles().size())
            .thenComparingLong(outlook -> outlook.placement() == null
                    ? Seconds.FOREVER
                    : outlook.placement().startSecond())
            .thenComparingLong(outlook -> outlook.neededMilliDevices() - outlook.freeMilliDevices())
            .thenComparingInt(PartitionOutlook::partition);

    private final JobFacts job;
    private final PlanningProblem world;
    private final CityHours hours;
    private final Datasets datasets;

    Outlooks(JobFacts job, PlanningProblem world) {
        this.job = job;
        this.world = world;
        this.hours = CityHours.of(world);
        this.datasets = Datasets.of(world.datasets());
    }

    /** The best first. */
    List<PartitionOutlook> of(List<Room> rooms) {
        return rooms.stream().map(this::of).sorted(BEST_FIRST).toList();
    }

    private PartitionOutlook of(Room room) {
        PartitionFacts partition = room.partition();
        List<Obstacle> obstacles = switch (Eligibility.of(job, partition, datasets)) {
            case Eligible() -> List.of();
            case Ineligible(List<Obstacle> found) -> found;
        };
        boolean fitsNode = partition.workersPerNode(job.shape()) >= 1;
        int workers = job.width().minWorkers();
        Fit fit = obstacles.isEmpty()
                ? new EarliestFit(job, hours, world.nowSecond(), world.horizonSecond())
                        .reading(datasets)
                        .in(room)
                        .best()
                        .orElse(null)
                : null;
        return new PartitionOutlook(
                partition.id(),
                obstacles,
                Footprint.milliDevicesOfGang(job, workers) * mostReplicas(),
                Math.max(0, room.freeFor(job.tenant()).milliDevices().at(world.nowSecond())),
                fitsNode ? Footprint.wholeNodesOfGang(job, workers, partition) * mostReplicas() : 0,
                Math.max(0, room.freeFor(job.tenant()).wholeNodes().at(world.nowSecond())),
                fit == null ? null : fit.placement(),
                fit == null ? 0 : fit.endSecond());
    }

    private int mostReplicas() {
        return job.work() instanceof Work.Service service ? Collections.max(service.replicasByHour()) : 1;
    }
}
