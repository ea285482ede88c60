package io.exaplan.engine.model;

import java.util.List;
import java.util.Map;

/** How long a job takes, or for how long it serves. */
public sealed interface Work {

    /**
     * The same run time on every model, at the narrowest width.
     *
     * @param seconds run time in seconds
     */
    record Fixed(long seconds) implements Work {}

    /**
     * A run time for each model; models without one cannot run the job.
     *
     * @param secondsByModel run time in seconds at the narrowest width, by catalogue key
     */
    record ByModel(Map<String, Long> secondsByModel) implements Work {
        public ByModel {
            secondsByModel = Map.copyOf(secondsByModel);
        }
    }

    /**
     * A service whose replicas follow the hour of the day in the city's time zone.
     *
     * @param replicasByHour replicas at each hour, 24 numbers, at least one above 0
     * @param workersPerReplica workers of one replica, a gang of its own
     * @param seconds length of the service in seconds, {@link Long#MAX_VALUE} when it has no end
     */
    record Service(List<Integer> replicasByHour, int workersPerReplica, long seconds) implements Work {
        public Service {
            replicasByHour = List.copyOf(replicasByHour);
            if (replicasByHour.size() != 24) {
                throw new IllegalArgumentException(
                        "The service states replicas for %d hours.\nState 24 numbers, one for each hour of the day."
                                .formatted(replicasByHour.size()));
            }
        }
    }
}
