package io.exaplan.agent.driver.kubernetes;

import io.exaplan.agent.settings.Fields;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How runs become objects.
 *
 * @param namespace where they are made; the operator makes the namespace itself
 * @param nodeLoss how long a worker bears a node that does not answer before it is given up
 * @param keepEnded how long an ended run's Job is kept once the planner has stored the end; its id cannot be created again
 *     meanwhile
 * @param queue Kueue's local queue, when runs shall pass through one
 * @param deadMansSwitch within what time after a lease is over the reaper surely looks; empty when there is no reaper
 * @param servicePort where the replicas of services take requests
 * @param podTemplates file of the operator's pod template by accelerator model
 */
record ApplySettings(
        String namespace,
        Duration nodeLoss,
        Duration keepEnded,
        Optional<String> queue,
        Optional<Duration> deadMansSwitch,
        int servicePort,
        Map<String, Path> podTemplates) {

    ApplySettings {
        podTemplates = Map.copyOf(podTemplates);
    }

    static ApplySettings read(Fields fields) {
        Map<String, Path> templates = new HashMap<>();
        for (Fields template : fields.blocks("podTemplates")) {
            templates.put(
                    template.text("model", "the accelerator model, as the nodes name it"),
                    template.required("file", template.path("file"), "a file with a pod template", Path.of(".")));
        }
        return new ApplySettings(
                fields.text("namespace", "the namespace to make runs in"),
                fields.duration("nodeLoss", Duration.ofMinutes(1), Duration.ZERO, Duration.ofDays(1)),
                fields.duration("keepEnded", Duration.ofDays(7), Duration.ZERO, Duration.ofDays(3650)),
                fields.optionalText("queue"),
                deadMansSwitch(fields),
                (int) fields.number("servicePort", 8000, 1, 65535),
                templates);
    }

    private static Optional<Duration> deadMansSwitch(Fields fields) {
        return fields.has("deadMansSwitch")
                ? Optional.of(fields.duration(
                        "deadMansSwitch", Duration.ofMinutes(3), Duration.ofSeconds(1), Duration.ofHours(24)))
                : Optional.empty();
    }
}
