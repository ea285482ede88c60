package io.exaplan.agent.driver.simulated;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SplittableRandom;

/** Numbers that depend on a text alone, the same on every machine and in every release. */
final class StableHash {

    private StableHash() {}

    /** The first eight bytes of the text's SHA-256, as a big-endian number. */
    static long of(String text) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }

    /** A number from 0 (included) to 1 (excluded), drawn anew for every text. */
    static double fraction(long seed, String text) {
        return new SplittableRandom(seed ^ of(text)).nextDouble();
    }
}
