package io.exaplan.server.planning;

import io.exaplan.engine.model.PlanningProblem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A problem as receipts keep it: its JSON, compressed by gzip, and the hash of the JSON. */
public final class ProblemSnapshot {
    private final String sha256;
    private final byte[] compressed;

    private ProblemSnapshot(String sha256, byte[] compressed) {
        this.sha256 = sha256;
        this.compressed = compressed;
    }

    /** Hash of the JSON, in hexadecimal. */
    public String sha256() {
        return sha256;
    }

    /** The JSON, packed. */
    public byte[] compressed() {
        return compressed.clone();
    }

    /** Of a problem. */
    public static ProblemSnapshot of(PlanningProblem problem) {
        byte[] json = ProblemJson.write(problem);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(json.length / 8 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ProblemSnapshot(sha256(json), bytes.toByteArray());
    }

    /** The JSON again. */
    public static byte[] json(byte[] compressed) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
