package io.exaplan.agent.driver.kubernetes;

import io.exaplan.agent.settings.Fields;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An operator's word on how long pods of others stay that state no limit of their own.
 *
 * @param namespace only pods of this namespace, absent for any
 * @param labels only pods with all of these labels
 * @param lasts how long they stay from their start, absent when for ever
 */
record AssumedStay(Optional<String> namespace, Map<String, String> labels, Optional<Duration> lasts) {

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(3650);

    AssumedStay {
        labels = Map.copyOf(labels);
    }

    static AssumedStay read(Fields fields) {
        return new AssumedStay(
                fields.optionalText("namespace"),
                RequiredLabels.read(fields),
                fields.has("lasts")
                        ? Optional.of(fields.duration("lasts", SHORTEST, SHORTEST, LONGEST))
                        : Optional.empty());
    }

    /** What the first that fits says of a pod. */
    static Optional<Duration> of(Pod pod, List<AssumedStay> stays) {
        return stays.stream().filter(stay -> stay.fits(pod)).findFirst().flatMap(AssumedStay::lasts);
    }

    private boolean fits(Pod pod) {
        Map<String, String> podsLabels =
                Objects.requireNonNullElse(pod.getMetadata().getLabels(), Map.of());
        return namespace
                        .map(name -> name.equals(pod.getMetadata().getNamespace()))
                        .orElse(true)
                && podsLabels.entrySet().containsAll(labels.entrySet());
    }
}
