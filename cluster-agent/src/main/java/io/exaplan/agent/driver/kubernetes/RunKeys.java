package io.exaplan.agent.driver.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Names, labels and annotations of what the driver makes for a run. */
final class RunKeys {

    static final String RUN = "exaplan.io/run-id";
    static final String JOB = "exaplan.io/job-id";
    static final String GENERATION = "exaplan.io/generation";

    /** {@code service} on what belongs to a service. */
    static final String KIND = "exaplan.io/kind";

    static final String SERVICE = "service";

    /** Which node a Deployment's replicas, or nodes a group's workers, stand on, short enough for a label. */
    static final String NODE = "exaplan.io/node";

    /** How many replicas of a service are due. */
    static final String REPLICAS = "exaplan.io/replicas";

    /** How many workers each replica of a service has, where it has several. */
    static final String GROUP_SIZE = "exaplan.io/group-size";

    /** Which replica a worker belongs to, where replicas have several. */
    static final String REPLICA = "exaplan.io/replica";

    /** A service that is over has no Deployment and no LeaderWorkerSet any more. */
    static final String TAKEN_DOWN = "exaplan.io/taken-down";

    /** When all workers were first up. */
    static final String STARTED_AT = "exaplan.io/started-at";

    /** The reason of the order that stopped the run. */
    static final String STOPPED = "exaplan.io/stopped";

    static final String ENDED_AT = "exaplan.io/ended-at";
    static final String END_REASON = "exaplan.io/end-reason";
    static final String END_EXIT_CODE = "exaplan.io/end-exit-code";
    static final String END_MESSAGE = "exaplan.io/end-message";

    /** The planner has stored the end. */
    static final String ACKNOWLEDGED = "exaplan.io/acknowledged";

    /** The planner's newest orders do not mention the live run. */
    static final String ORPHAN = "exaplan.io/orphan";

    /** How long the run may go on without the planner; only runs of RESCHEDULE have it. */
    static final String LEASE_SECONDS = "exaplan.io/lease-seconds";

    /** When the lease is over, by the cluster's clock. */
    static final String LEASE_UNTIL = "exaplan.io/lease-until";

    static final String QUEUE = "kueue.x-k8s.io/queue-name";
    static final String CONTAINER = "worker";

    /** Ids that can stand in a label and, with a worker's number, in a host name. */
    private static final String RUN_ID = "[A-Za-z0-9]([A-Za-z0-9.-]{0,38}[A-Za-z0-9])?";

    private RunKeys() {}

    static boolean canName(String runId) {
        return runId.matches(RUN_ID) && name(runId).matches("[a-z0-9-]+");
    }

    /** A node's name, short enough for a label and for the name of a Deployment. */
    static String shortNode(String node) {
        return digits(node).substring(0, 10);
    }

    /** Name of a replica's LeaderWorkerSet: what its controller makes of it must fit into a label too. */
    static String groupName(String runId, int replica) {
        return "exaplan-" + digits(runId) + "-" + replica;
    }

    private static String digits(String text) {
        return HexFormat.of()
                .toHexDigits(UUID.nameUUIDFromBytes(text.getBytes(UTF_8)).getMostSignificantBits());
    }

    /** Name of the run's Job and of its Service. */
    static String name(String runId) {
        return "exaplan-" + runId.toLowerCase(Locale.ROOT).replace('.', '-');
    }

    static Map<String, String> labels(String runId, long jobId) {
        return Map.of(RUN, runId, JOB, Long.toString(jobId), "app.kubernetes.io/managed-by", "exaplan");
    }
}
