package io.exaplan.server.dispatch;

import io.exaplan.server.demand.Job;
import io.exaplan.server.demand.JobSpec;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long a run of a job is expected to take, in plan seconds. */
final class RunTime {
    /** What each worker more is worth where the team states no curve. */
    private static final double USUAL_SCALING = 0.95;

    private RunTime() {}

    /** Seconds that the rest of its work takes on a model at a width; null for a service without end, and where nobody can tell. */
    static @Nullable Long expectedSeconds(Job job, String model, int width) {
        JobSpec spec = job.spec();
        JobSpec.Service service = spec.service();
        if (service != null) {
            return service.duration() == null ? null : seconds(service.duration());
        }
        Duration narrowest = narrowest(spec, model);
        return narrowest == null
                ? null
                : (long)
                        Math.max(1, Math.ceil(seconds(narrowest) * (1 - job.workDone()) / speedUp(spec.gang(), width)));
    }

    /** Seconds after which a run is ended, whatever it does; null when never. */
    static @Nullable Long maxSeconds(JobSpec spec) {
        JobSpec.Service service = spec.service();
        Duration limit = service == null ? spec.maxDuration() : service.duration();
        return limit == null ? null : seconds(limit);
    }

    private static @Nullable Duration narrowest(JobSpec spec, String model) {
        JobSpec.Sized sized = spec.sizing();
        if (sized != null) {
            return sized.durationByModel().get(model);
        }
        return spec.expectedDuration() == null ? spec.maxDuration() : spec.expectedDuration();
    }

    private static double speedUp(JobSpec.Gang gang, int width) {
        if (!gang.elastic() || width <= gang.minWorkers()) {
            return 1;
        }
        List<Double> stated = gang.speedUps();
        int step = width - gang.minWorkers();
        return stated.size() > step ? stated.get(step) : 1 + USUAL_SCALING * step / gang.minWorkers();
    }

    private static long seconds(Duration duration) {
        return Math.max(1, duration.plusNanos(999_999_999).toSeconds());
    }
}
