package io.exaplan.agent.plannerlink;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Packs and unpacks bodies in memory. */
final class Gzip {

    /** Packed bytes that are damaged, or more than anybody asked for. */
    static final class Unusable extends RuntimeException {
        Unusable(String message) {
            super(message);
        }
    }

    private Gzip() {}

    static byte[] pack(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 4 + 64);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    /** A small body may unpack to a very large one: reading ends at the limit. */
    static byte[] unpackIf(boolean packed, byte[] bytes, int largest) {
        if (!packed) {
            return bytes;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] unpacked = in.readNBytes(largest);
            if (in.read() >= 0) {
                throw new Unusable("it unpacks to more than " + largest + " bytes.");
            }
            return unpacked;
        } catch (IOException damaged) {
            throw new Unusable("its gzip is damaged (" + damaged.getMessage() + ").");
        }
    }
}
