package io.exaplan.server.security;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A bucket for each caller: it holds so many requests and is filled at a pace. Only the callers of late are remembered; one
 * that is forgotten has a full bucket, as it would have after that long.
 */
final class RequestLimits {

    private static final int MOST_CALLERS = 100_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private final int burst;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_CALLERS;
        }
    };

    /** @param nanoTime a clock that only ever goes on */
    RequestLimits(double perSecond, int burst, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoTime = nanoTime;
    }

    private record Bucket(double tokens, long at) {}

    /** Takes a request out of the caller's bucket; answers 0, or after how many seconds there will be one. */
    synchronized int take(String caller) {
        long now = nanoTime.getAsLong();
        Bucket bucket = buckets.getOrDefault(caller, new Bucket(burst, now));
        double tokens = Math.min(burst, bucket.tokens() + (now - bucket.at()) / NANOS_PER_SECOND * perSecond);
        boolean some = tokens >= 1;
        buckets.put(caller, new Bucket(some ? tokens - 1 : tokens, now));
        return some ? 0 : (int) Math.max(1, Math.ceil((1 - tokens) / perSecond));
    }
}
