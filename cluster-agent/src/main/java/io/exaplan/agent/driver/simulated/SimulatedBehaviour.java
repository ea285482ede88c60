package io.exaplan.agent.driver.simulated;

import io.exaplan.contract.RunSpec;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;

/** What a simulated run does, read from its environment as a real one would read its arguments. */
final class SimulatedBehaviour {

    /** How long it runs, in plan time: ISO 8601 or seconds. Otherwise it runs as long as its specification expects. */
    static final String DURATION = "EXAPLAN_SIMULATED_DURATION";

    /** The exit code it ends with, 0 to 255. Otherwise 0. */
    static final String EXIT_CODE = "EXAPLAN_SIMULATED_EXIT_CODE";

    private SimulatedBehaviour() {}

    /** What is wrong with the wishes in the environment, as a sentence. */
    static Optional<String> problem(RunSpec spec) {
        try {
            duration(spec);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException unreadable) {
            return Optional.of("%s is \"%s\"; allowed: seconds or an ISO 8601 duration, not negative."
                    .formatted(DURATION, spec.runtime().environment().get(DURATION)));
        }
        try {
            exitCode(spec);
        } catch (IllegalArgumentException unreadable) {
            return Optional.of("%s is \"%s\"; allowed: 0 to 255."
                    .formatted(EXIT_CODE, spec.runtime().environment().get(EXIT_CODE)));
        }
        return Optional.empty();
    }

    /** Plan time from the moment its workers are up; nothing for a service without end. */
    static Optional<Duration> duration(RunSpec spec) {
        return Optional.ofNullable(spec.runtime().environment().get(DURATION))
                .map(SimulatedBehaviour::parseDuration)
                .or(() -> Optional.ofNullable(spec.expectedSeconds()).map(Duration::ofSeconds));
    }

    static int exitCode(RunSpec spec) {
        int code = Integer.parseInt(spec.runtime().environment().getOrDefault(EXIT_CODE, "0"));
        if (code < 0 || code > 255) {
            throw new IllegalArgumentException("Not an exit code: " + code);
        }
        return code;
    }

    private static Duration parseDuration(String text) {
        Duration duration = text.startsWith("P")
                ? Duration.parse(text)
                : Duration.ofMillis(Math.round(Double.parseDouble(text) * 1_000));
        if (duration.isNegative() || duration.toDays() > 36_500) {
            throw new IllegalArgumentException("Not a simulated duration: " + text);
        }
        return duration;
    }
}
