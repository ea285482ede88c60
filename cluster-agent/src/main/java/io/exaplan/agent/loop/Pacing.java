package io.exaplan.agent.loop;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Decides when the next request of a session goes out. At most two are under way: a poll the planner holds, and a newer
 * request with news, which makes the planner let go of the first. Times are of {@link System#nanoTime}. Not for several
 * threads.
 */
final class Pacing {

    private static final int MOST_UNDER_WAY = 2;

    private final Duration gather;
    private final Duration pause;
    private int underWay;
    private int orders;
    private long lastSent;
    private long idleUntil;
    private OptionalLong newsSince = OptionalLong.empty();
    private OptionalLong backOffUntil = OptionalLong.empty();

    Pacing(SyncTiming timing, long now) {
        this.gather = timing.gather();
        this.pause = timing.pause();
        this.idleUntil = now;
        this.lastSent = now;
    }

    /** When to send; nothing while there is nothing to do but to wait for an answer. */
    OptionalLong nextSend() {
        if (underWay >= MOST_UNDER_WAY) {
            return OptionalLong.empty();
        }
        if (backOffUntil.isPresent()) {
            return backOffUntil;
        }
        OptionalLong news = newsSince.isPresent()
                ? OptionalLong.of(newsSince.getAsLong() + gather.toNanos())
                : OptionalLong.empty();
        if (underWay > 0 || orders > 0) {
            return news;
        }
        return news.isPresent() && news.getAsLong() - idleUntil < 0 ? news : OptionalLong.of(idleUntil);
    }

    boolean mustSend(long now) {
        OptionalLong next = nextSend();
        return next.isPresent() && next.getAsLong() - now <= 0;
    }

    /** Something changed that the planner has not been told. */
    void news(long now) {
        if (newsSince.isEmpty()) {
            newsSince = OptionalLong.of(now);
        }
    }

    /** A request went out; it told all news. */
    void sent(long now) {
        underWay++;
        lastSent = now;
        newsSince = OptionalLong.empty();
        backOffUntil = OptionalLong.empty();
    }

    /** An answer came; the next poll follows at once, unless this one took no time at all. */
    void answered(long now) {
        underWay--;
        long rested = lastSent + pause.toNanos();
        idleUntil = rested - now > 0 ? rested : now;
    }

    /** Orders are being carried out: only news go out until they are, for a poll would bring the same orders again. */
    void ordersBegun() {
        orders++;
    }

    void ordersEnded() {
        orders--;
    }

    /** The planner asked for something: it goes out at once. */
    void hurry(long now) {
        newsSince = OptionalLong.of(now - gather.toNanos());
    }

    /**
     * A request failed; the next one waits. An older request that fails has been replaced by the one under way already; the
     * newest must be sent again even while an older poll is pending, as what it told went unheard.
     */
    void failed(long now, Duration delay, boolean newest) {
        underWay--;
        if (newest || underWay == 0) {
            backOff(now, delay);
        }
    }

    /** The next request waits at least this long. */
    void backOff(long now, Duration delay) {
        backOffUntil = OptionalLong.of(now + delay.toNanos());
    }
}
