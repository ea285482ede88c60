package io.exaplan.engine.book;

/**
 * What it has to be worth that runs move for a gang.
 *
 * @param restartSeconds what ending and starting again takes, for every device that moves; who has not run for so long stays
 * @param minimumGain device-seconds the gang has to wait less for each device-second that the moves may cost
 */
public record MigrationPrice(long restartSeconds, double minimumGain) {
    public MigrationPrice {
        if (restartSeconds < 0 || !(minimumGain >= 0)) {
            throw new IllegalArgumentException(
                    "A restart takes %d s, and the gain is %s times the cost.\nNeither may be negative."
                            .formatted(restartSeconds, minimumGain));
        }
    }
}
