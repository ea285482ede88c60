package io.exaplan.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Wall time of the server under test: stands still until a test moves it. */
public final class MutableClock extends Clock {

    /** Where every server under test begins. */
    public static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

    private volatile Instant now = START;

    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    public synchronized void set(Instant to) {
        now = to;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The server's clock is asked for instants only.");
    }
}
