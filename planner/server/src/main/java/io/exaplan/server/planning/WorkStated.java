package io.exaplan.server.planning;

import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.model.Work;
import io.exaplan.server.demand.JobSpec;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How long a job takes: as stated, by the hour, or as its work was sized for each model when it was submitted. */
sealed interface WorkStated {

    record Known(Work work) implements WorkStated {}

    /** @param why for the job's owner */
    record Unknown(String why) implements WorkStated {}

    /**
     * What a job has still to do.
     *
     * @param models keys of the models the job may use, empty for any
     * @param rest share of its work that is not done yet, above 0
     */
    static WorkStated of(JobSpec spec, Set<String> models, double rest) {
        JobSpec.Service service = spec.service();
        if (service != null) {
            Duration duration = service.duration();
            long seconds = duration == null ? Seconds.FOREVER : seconds(duration);
            return new Known(new Work.Service(service.replicasByHour(), seconds));
        }
        JobSpec.Sized sized = spec.sizing();
        if (sized != null) {
            return byModel(spec, sized, models, rest);
        }
        Duration expected = spec.expectedDuration() == null ? spec.maxDuration() : spec.expectedDuration();
        return expected == null
                ? new Unknown("It states neither how long it takes nor what is to be trained.")
                : new Known(new Work.Fixed(atMost(spec.maxDuration(), seconds(expected, rest))));
    }

    private static WorkStated byModel(JobSpec spec, JobSpec.Sized sized, Set<String> models, double rest) {
        Map<String, Long> seconds = new TreeMap<>();
        sized.durationByModel().forEach((model, duration) -> {
            if (models.isEmpty() || models.contains(model)) {
                seconds.put(model, atMost(spec.maxDuration(), seconds(duration, rest)));
            }
        });
        return seconds.isEmpty()
                ? new Unknown(
                        "None of the accelerators it may use (%s) has a known peak, so its run time cannot be told.\nMaybe state expectedDuration instead."
                                .formatted(String.join(", ", models)))
                : new Known(new Work.ByModel(seconds));
    }

    /** What runs into its own time limit is stopped there. */
    private static long atMost(@Nullable Duration limit, long seconds) {
        return limit == null ? seconds : Math.min(seconds, seconds(limit));
    }

    private static long seconds(Duration duration, double rest) {
        return Math.max(1, (long) Math.ceil(seconds(duration) * rest));
    }

    /** Rounded up, at least one. */
    private static long seconds(Duration duration) {
        return Math.max(1, duration.getNano() == 0 ? duration.getSeconds() : duration.getSeconds() + 1);
    }
}
