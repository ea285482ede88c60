package io.exaplan.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalDouble;

/** Waits for something outside to become true, looking ten times a second. */
final class Waiting {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private Waiting() {}

    interface Question {
        boolean answer() throws IOException, InterruptedException;
    }

    /** Seconds it took; an answer that cannot be had counts as no. */
    static double until(String what, Duration limit, Question question) throws InterruptedException {
        return within(limit, question)
                .orElseThrow(() -> new IllegalStateException(
                        "After %d s it is still not so that %s.".formatted(limit.toSeconds(), what)));
    }

    /** Seconds it took, nothing when the limit has passed. Asks once at least; an answer that cannot be had counts as no. */
    static OptionalDouble within(Duration limit, Question question) throws InterruptedException {
        long began = System.nanoTime();
        do {
            if (yes(question)) {
                return OptionalDouble.of((System.nanoTime() - began) / 1e9);
            }
            Thread.sleep(PAUSE);
        } while (System.nanoTime() - began < limit.toNanos());
        return OptionalDouble.empty();
    }

    private static boolean yes(Question question) throws InterruptedException {
        try {
            return question.answer();
        } catch (IOException notNow) {
            return false; // whoever is asked may just be starting
        }
    }
}
