package io.exaplan.engine.replay.queue;

/** Orders of a queue, as published: the job of the least score goes first. Jobs of equal score go as they came. */
enum Score {
    /** First come, first served. */
    FIRST_COME {
        @Override
        double of(long submitSecond, long seconds, int devices, long nowSecond) {
            return submitSecond;
        }
    },

    /** Shortest job first. */
    SHORTEST {
        @Override
        double of(long submitSecond, long seconds, int devices, long nowSecond) {
            return seconds;
        }
    },

    /** Smallest area first, the area being run time times devices. */
    SMALLEST_AREA {
        @Override
        double of(long submitSecond, long seconds, int devices, long nowSecond) {
            return (double) seconds * devices;
        }
    },

    /** W. Tang et al., "Fault-aware, utility-based job scheduling on Blue Gene/P systems", 2009. */
    WFP3 {
        @Override
        double of(long submitSecond, long seconds, int devices, long nowSecond) {
            double waited = (double) nowSecond - submitSecond;
            return -Math.pow(waited / seconds, 3) * devices;
        }
    },

    /** UNICEF, from the same paper as {@link #WFP3}: small and short jobs turn round fast. */
    UNI {
        @Override
        double of(long submitSecond, long seconds, int devices, long nowSecond) {
            double waited = (double) nowSecond - submitSecond;
            double sizes = Math.log(devices + TINY) / Math.log(2);
            return -(waited + TINY) / (sizes * (double) seconds);
        }
    },

    /** D. Carastan-Santos and R. Y. de Camargo, "Obtaining dynamic scheduling policies with simulation and machine learning", 2017. */
    F1 {
        @Override
        double of(long submitSecond, long seconds, int devices, long nowSecond) {
            return Math.log10(Math.max((double) seconds, 0.1)) * devices
                    + 870 * Math.log10(submitSecond > 0 ? (double) submitSecond : 0.1);
        }
    };

    private static final double TINY = 1e-15;

    /** @param nowSecond the time, where the score depends on how long a job has waited */
    abstract double of(long submitSecond, long seconds, int devices, long nowSecond);
}
