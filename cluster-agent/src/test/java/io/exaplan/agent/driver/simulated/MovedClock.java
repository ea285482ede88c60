package io.exaplan.agent.driver.simulated;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock a test moves. */
final class MovedClock extends Clock {

    private Instant now;

    MovedClock(Instant start) {
        now = start;
    }

    synchronized void move(Duration span) {
        now = now.plus(span);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
