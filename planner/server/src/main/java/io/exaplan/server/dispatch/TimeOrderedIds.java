package io.exaplan.server.dispatch;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** UUIDs of version 7: they sort by the millisecond they were made in, so that new rows stand together. */
final class TimeOrderedIds {
    private static final SecureRandom RANDOM = new SecureRandom();

    private TimeOrderedIds() {}

    static UUID next(Instant now) {
        long time = now.toEpochMilli() << 16;
        long version = 0x7000L | RANDOM.nextInt(1 << 12);
        long variant = (RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(time | version, variant);
    }
}
