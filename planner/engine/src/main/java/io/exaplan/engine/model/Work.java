package io.exaplan.engine.model;

import io.exaplan.engine.kernel.Seconds;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** How long a job takes, or for how long it serves. */
public sealed interface Work {

    /**
     * Run time at the narrowest width, in seconds.
     *
     * @param acceleratorModel catalogue key of the devices
     * @return empty when the job states none for this model; {@link Seconds#FOREVER} for a service without end
     */
    OptionalLong secondsOn(String acceleratorModel);

    /**
     * The same run time on every model, at the narrowest width.
     *
     * @param seconds run time in seconds
     */
    record Fixed(long seconds) implements Work {
        public Fixed {
            requirePositive(seconds);
        }

        @Override
        public OptionalLong secondsOn(String acceleratorModel) {
            return OptionalLong.of(seconds);
        }
    }

    /**
     * A run time for each model; models without one cannot run the job.
     *
     * @param secondsByModel run time in seconds at the narrowest width, by catalogue key
     */
    record ByModel(Map<String, Long> secondsByModel) implements Work {
        public ByModel {
            secondsByModel = Map.copyOf(secondsByModel);
            secondsByModel.values().forEach(Work::requirePositive);
        }

        @Override
        public OptionalLong secondsOn(String acceleratorModel) {
            Long seconds = secondsByModel.get(acceleratorModel);
            return seconds == null ? OptionalLong.empty() : OptionalLong.of(seconds);
        }
    }

    /**
     * A service whose replicas follow the hour of the day in the city's time zone. Each replica is a gang of its own,
     * as wide as its placement says.
     *
     * @param replicasByHour replicas at each hour, 24 numbers, at least one above 0
     * @param seconds length of the service in seconds, {@link Long#MAX_VALUE} when it has no end
     */
    record Service(List<Integer> replicasByHour, long seconds) implements Work {
        public Service {
            replicasByHour = List.copyOf(replicasByHour);
            requirePositive(seconds);
            if (replicasByHour.size() != 24) {
                throw new IllegalArgumentException(
                        "The service states replicas for %d hours.\nState 24 numbers, one for each hour of the day."
                                .formatted(replicasByHour.size()));
            }
            if (Collections.min(replicasByHour) < 0 || Collections.max(replicasByHour) < 1) {
                throw new IllegalArgumentException(
                        "The service states %s replicas by hour.\nState none below 0, and at least one above."
                                .formatted(replicasByHour));
            }
        }

        @Override
        public OptionalLong secondsOn(String acceleratorModel) {
            return OptionalLong.of(seconds);
        }
    }

    private static void requirePositive(long seconds) {
        if (seconds < 1) {
            throw new IllegalArgumentException(
                    "The work takes %d seconds.\nState at least 1 second.".formatted(seconds));
        }
    }
}
