package io.exaplan.server.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes a creation happen once, however often it is sent: the key is written in the transaction of the creation, so either both
 * are there or neither is, and a second request waits for the first.
 */
@Component
public class Idempotency {

    /** Name of the request header. */
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private final JdbcClient jdbc;
    private final Clock clock;

    Idempotency(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What was created.
     *
     * @param location its path
     * @param repeated whether an earlier request with the same key created it
     */
    public record Created(String location, boolean repeated) {}

    /**
     * Runs a creation in one transaction, or answers what an earlier request with the same key created.
     *
     * @param tokenId whose key it is
     * @param key the request's key, null when it has none
     * @param request what is created and from what, for recognising another request under the same key
     * @param creation creates and answers the path
     */
    @Transactional
    public Created once(long tokenId, @Nullable String key, Request request, Supplier<String> creation) {
        if (key == null) {
            return new Created(creation.get(), false);
        }
        requireKey(key);
        byte[] hash = request.hash();
        if (!begun(tokenId, key, hash)) {
            return new Created(earlier(tokenId, key, hash), true);
        }
        String location = creation.get();
        jdbc.sql("update idempotency_key set location = :location where token_id = :token and key = :key")
                .param("location", location)
                .param("token", tokenId)
                .param("key", key)
                .update();
        return new Created(location, false);
    }

    /** Forgets keys that are older than their retention. */
    int forgetBefore(Instant instant) {
        return jdbc.sql("delete from idempotency_key where created_at < :before")
                .param("before", instant.atOffset(ZoneOffset.UTC))
                .update();
    }

    private boolean begun(long tokenId, String key, byte[] hash) {
        return jdbc.sql("""
                                insert into idempotency_key (token_id, key, request_hash, created_at)
                                values (:token, :key, :hash, :now)
                                on conflict do nothing
                                """)
                        .param("token", tokenId)
                        .param("key", key)
                        .param("hash", hash)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private String earlier(long tokenId, String key, byte[] hash) {
        return jdbc.sql("""
                        select location from idempotency_key
                        where token_id = :token and key = :key and request_hash = :hash
                        """)
                .param("token", tokenId)
                .param("key", key)
                .param("hash", hash)
                .query(String.class)
                .optional()
                .orElseThrow(() -> new Problem(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "idempotency-key-reused",
                                "The Idempotency-Key (%s) came with another request before.\nGive each request a key of its own."
                                        .formatted(key))
                        .about(HEADER, key, "Give each request a key of its own."));
    }

    private static void requireKey(String key) {
        if (!KEY.matcher(key).matches()) {
            throw Problem.invalid(
                    List.of(new Offence(HEADER, key, "State 1 to 200 visible ASCII characters, such as a UUID.")));
        }
    }

    /**
     * A request as far as it matters here.
     *
     * @param path what it was sent to
     * @param body what it was sent with
     */
    public record Request(String path, JsonForm body) {

        byte[] hash() {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update(path.getBytes(StandardCharsets.UTF_8));
                return digest.digest(body.fingerprint());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every JDK has SHA-256.", e);
            }
        }
    }
}
