package io.exaplan.agent.driver.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Objects;

/** The phases of a pod in which nothing of it runs any more. */
final class PodPhases {

    static final String SUCCEEDED = "Succeeded";
    static final String FAILED = "Failed";

    private PodPhases() {}

    static String of(Pod pod) {
        return pod.getStatus() == null
                ? ""
                : Objects.requireNonNullElse(pod.getStatus().getPhase(), "");
    }

    static boolean ended(Pod pod) {
        String phase = of(pod);
        return phase.equals(SUCCEEDED) || phase.equals(FAILED);
    }
}
