package io.exaplan.server.web;

import java.nio.ByteBuffer;
import java.sql.Array;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keys of requests that changed something, with what they changed and what they were answered. */
@Component
class IdempotencyKeys {

    private final JdbcClient jdbc;
    private final Clock clock;

    IdempotencyKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A key that was used up.
     *
     * @param subjects what its request changed, such as {@code job/17}
     * @param answer null while the answer is on its way, and for ever when the server ended before it had answered
     */
    record Used(ByteBuffer requestHash, List<String> subjects, KeptAnswers.@Nullable Kept answer, Instant at) {}

    Optional<Used> find(KeyedRequest.Id id) {
        return jdbc.sql("""
                        select request_hash, subjects, answer, sealed, created_at from idempotency_key
                        where token_id = :token and key = :key""")
                .param("token", id.firstTokenId())
                .param("key", id.key())
                .query((row, index) -> {
                    Array subjects = row.getArray("subjects");
                    byte[] answer = row.getBytes("answer");
                    return new Used(
                            ByteBuffer.wrap(row.getBytes("request_hash")),
                            List.of((String[]) subjects.getArray()),
                            answer == null
                                    ? null
                                    : new KeptAnswers.Kept(ByteBuffer.wrap(answer), row.getBoolean("sealed")),
                            row.getObject("created_at", OffsetDateTime.class).toInstant());
                })
                .optional();
    }

    /** Uses a key up; waits for a transaction that is about to do so, and answers false when it was used meanwhile. */
    boolean use(KeyedRequest.Id id, byte[] requestHash, List<String> subjects) {
        return jdbc.sql("""
                                insert into idempotency_key (token_id, key, request_hash, subjects, created_at)
                                values (:token, :key, :hash, :subjects, :now)
                                on conflict do nothing
                                """)
                        .param("token", id.firstTokenId())
                        .param("key", id.key())
                        .param("hash", requestHash)
                        .param("subjects", subjects.toArray(String[]::new))
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** A further transaction of the same request changed more. */
    void add(KeyedRequest.Id id, List<String> subjects) {
        jdbc.sql("update idempotency_key set subjects = subjects || :more where token_id = :token and key = :key")
                .param("more", subjects.toArray(String[]::new))
                .param("token", id.firstTokenId())
                .param("key", id.key())
                .update();
    }

    void answered(KeyedRequest.Id id, KeptAnswers.Kept answer) {
        jdbc.sql("update idempotency_key set answer = :answer, sealed = :sealed where token_id = :token and key = :key")
                .param("answer", answer.bytes().array())
                .param("sealed", answer.sealed())
                .param("token", id.firstTokenId())
                .param("key", id.key())
                .update();
    }

    /** Forgets keys that are older than their retention. */
    int forgetBefore(Instant instant) {
        return jdbc.sql("delete from idempotency_key where created_at < :before")
                .param("before", instant.atOffset(ZoneOffset.UTC))
                .update();
    }
}
