package io.exaplan.engine.replay.queue;

import io.exaplan.engine.start.RunTimeForecast;

/** What a policy is told of run times. */
public enum RunTimes {
    /** The run time itself. */
    EXACT {
        @Override
        Teller teller() {
            return new Teller() {
                @Override
                public long seconds(LoggedJob job, long elapsedSeconds) {
                    return job.seconds();
                }

                @Override
                public void ended(LoggedJob job) {}
            };
        }
    },

    /** What its user's last jobs let one expect. */
    ESTIMATED {
        @Override
        Teller teller() {
            RunTimeForecast forecast = new RunTimeForecast();
            return new Teller() {
                @Override
                public long seconds(LoggedJob job, long elapsedSeconds) {
                    return forecast.seconds(job.tenant(), job.requestedSeconds(), elapsedSeconds);
                }

                @Override
                public void ended(LoggedJob job) {
                    forecast.ended(job.tenant(), job.seconds());
                }
            };
        }
    };

    abstract Teller teller();

    interface Teller {
        long seconds(LoggedJob job, long elapsedSeconds);

        void ended(LoggedJob job);
    }
}
