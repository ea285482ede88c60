package io.exaplan.benchmarks;

import java.io.IOException;
import java.time.Duration;

/** Waits for something outside to become true, looking ten times a second. */
final class Waiting {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private Waiting() {}

    interface Question {
        boolean answer() throws IOException, InterruptedException;
    }

    /** Seconds it took; an answer that cannot be had counts as no. */
    static double until(String what, Duration limit, Question question) throws InterruptedException {
        long began = System.nanoTime();
        while (System.nanoTime() - began < limit.toNanos()) {
            try {
                if (question.answer()) {
                    return (System.nanoTime() - began) / 1e9;
                }
            } catch (IOException notNow) {
                // Whoever is asked may just be starting.
            }
            Thread.sleep(PAUSE);
        }
        throw new IllegalStateException("After %d s it is still not so that %s.".formatted(limit.toSeconds(), what));
    }
}
