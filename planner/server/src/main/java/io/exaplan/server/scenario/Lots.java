package io.exaplan.server.scenario;

import io.exaplan.engine.model.AcceleratorDemand;
import io.exaplan.engine.model.DataNeeds;
import io.exaplan.engine.model.Fabric;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Width;
import io.exaplan.engine.model.Work;
import io.exaplan.engine.model.WorkKind;
import io.exaplan.engine.model.WorkerShape;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** A week's work of a tenant for the same accelerators as one job, or a few: as many devices, for about a week. */
final class Lots {
    static final long WEEK = 7 * 86_400;
    private static final WorkerShape DEVICE = new WorkerShape(1000, 0, 0);

    private Lots() {}

    /** Whose work it is, and for what. */
    record Lot(String name, int tenant, WorkKind kind, AcceleratorDemand accelerators, int priority) {}

    /**
     * A job of a lot.
     *
     * @param devices how many it takes at once
     * @param deviceSecondsByModel device time by model, which the devices share
     */
    static JobFacts job(long id, Lot lot, int devices, Map<String, Double> deviceSecondsByModel, long arrives) {
        return job(id, lot, devices, work(lot.kind(), devices, deviceSecondsByModel), arrives);
    }

    private static JobFacts job(long id, Lot lot, int devices, Work work, long arrives) {
        return new JobFacts(
                id,
                lot.name(),
                lot.tenant(),
                lot.kind(),
                DEVICE,
                Width.rigid(devices),
                lot.accelerators(),
                Fabric.any(),
                work,
                arrives,
                arrives,
                null,
                lot.priority(),
                1,
                false,
                0,
                DataNeeds.NONE);
    }

    private static Work work(WorkKind kind, int devices, Map<String, Double> deviceSecondsByModel) {
        Map<String, Long> seconds = new HashMap<>();
        deviceSecondsByModel.forEach((model, all) -> seconds.put(model, Math.max(1, Math.round(all / devices))));
        return switch (kind) {
            case TRAINING -> new Work.ByModel(seconds);
            case INFERENCE -> new Work.Service(Collections.nCopies(24, 1), Collections.min(seconds.values()));
        };
    }

    /** The same lot of so many times the device time: by its width, and by its length what whole devices leave. */
    static JobFacts scaled(JobFacts job, double factor) {
        int before = job.width().minWorkers();
        int devices = Math.clamp(Math.round(before * factor), 1, Integer.MAX_VALUE);
        double stretch = before * factor / devices;
        Work work = switch (job.work()) {
            case Work.Fixed fixed -> new Work.Fixed(stretched(fixed.seconds(), stretch));
            case Work.ByModel byModel -> {
                Map<String, Long> seconds = new HashMap<>();
                byModel.secondsByModel().forEach((model, all) -> seconds.put(model, stretched(all, stretch)));
                yield new Work.ByModel(seconds);
            }
            case Work.Service service ->
                new Work.Service(service.replicasByHour(), stretched(service.seconds(), stretch));
        };
        Lot lot = new Lot(job.name(), job.tenant(), job.kind(), job.accelerators(), job.priority());
        return job(job.id(), lot, devices, work, job.submittedSecond());
    }

    private static long stretched(long seconds, double stretch) {
        return Math.max(1, Math.round(seconds * stretch));
    }
}
