package io.exaplan.agent.plannerlink;

import io.exaplan.agent.settings.Fields;
import java.time.Duration;

/**
 * How long and how much the link bears.
 *
 * @param connectTimeout longest time to reach the planner
 * @param answerTimeout longest time to a whole answer, on top of the time the planner was asked to wait
 * @param largestAnswerBytes size of an answer, unpacked, above which it is not read
 */
public record LinkLimits(Duration connectTimeout, Duration answerTimeout, int largestAnswerBytes) {

    private static final int MEBIBYTE = 1 << 20;

    /** Reads these limits from the block {@code sync} of an agent's settings. */
    public static LinkLimits read(Fields fields) {
        return new LinkLimits(
                fields.duration(
                        "connectTimeout", Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofMinutes(5)),
                fields.duration("answerTimeout", Duration.ofSeconds(15), Duration.ofMillis(100), Duration.ofMinutes(5)),
                (int) fields.number("largestAnswerMib", 16, 1, 1024) * MEBIBYTE);
    }
}
