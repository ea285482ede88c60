package io.exaplan.agent.loop;

import io.exaplan.agent.settings.Fields;
import io.exaplan.contract.Protocol;
import java.time.Duration;

/**
 * When the agent calls. All durations are wall time.
 *
 * @param poll how long the planner may hold an answer while it has nothing new
 * @param gather changes this close together travel in one request
 * @param pause least time between two calls when nothing changed, should the planner answer at once every time
 * @param firstBackOff delay after a first failure
 * @param longestBackOff delay after many failures
 */
public record SyncTiming(
        Duration poll, Duration gather, Duration pause, Duration firstBackOff, Duration longestBackOff) {

    private static final Duration LONGEST_POLL = Duration.ofMillis(Protocol.LONGEST_POLL_MILLIS);

    /** Reads the block {@code sync} of an agent's settings. */
    public static SyncTiming read(Fields fields) {
        return new SyncTiming(
                fields.duration("poll", LONGEST_POLL, Duration.ZERO, LONGEST_POLL),
                fields.duration("gather", Duration.ofMillis(150), Duration.ZERO, Duration.ofSeconds(10)),
                fields.duration("pause", Duration.ofMillis(200), Duration.ofMillis(1), Duration.ofMinutes(1)),
                fields.duration("firstBackOff", Duration.ofMillis(500), Duration.ofMillis(1), Duration.ofMinutes(1)),
                fields.duration("longestBackOff", Duration.ofSeconds(30), Duration.ofMillis(1), Duration.ofHours(1)));
    }
}
