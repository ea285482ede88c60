package io.exaplan.server.dispatch;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of a run's log, as its cluster's agent read it.
 *
 * @param lines oldest first
 * @param truncated whether there are older lines
 * @param readAt wall time at which the agent told it
 * @param problem why there are no lines, null when there is nothing wrong
 */
record RunLog(
        String runId,
        List<String> lines,
        boolean truncated,
        Instant readAt,
        @Nullable String problem) {}
