package io.exaplan.agent.driver;

import java.util.List;

/**
 * The end of a run's log.
 *
 * @param lines oldest first
 * @param truncated whether there are older lines
 */
public record LogLines(List<String> lines, boolean truncated) {
    public LogLines {
        lines = List.copyOf(lines);
    }

    /** The last of all there are. */
    public static LogLines lastOf(List<String> all, int most) {
        int left = Math.max(0, all.size() - most);
        return new LogLines(all.subList(left, all.size()), left > 0);
    }
}
