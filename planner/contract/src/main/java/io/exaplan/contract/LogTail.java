package io.exaplan.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of a run's log, as it was asked for.
 *
 * @param requestId from {@link LogRequest}
 * @param lines oldest first; empty when there are none or there is a problem
 * @param truncated whether there are older lines
 * @param problem one sentence for people when the log cannot be read, otherwise absent
 */
public record LogTail(
        String requestId,
        List<String> lines,
        boolean truncated,
        @Nullable String problem) {
    public LogTail {
        lines = Lists.orEmpty(lines);
    }
}
