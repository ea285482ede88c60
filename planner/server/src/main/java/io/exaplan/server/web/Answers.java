package io.exaplan.server.web;

import java.net.URI;
import org.springframework.http.ResponseEntity;

/** Answers to creations. */
public final class Answers {

    /** Says that an earlier request with the same Idempotency-Key did the work. */
    public static final String REPLAYED = "Idempotency-Replayed";

    private Answers() {}

    /** 201 with where it is. */
    public static <T> ResponseEntity<T> created(Idempotency.Created created, T view) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.created(URI.create(created.location()));
        return (created.repeated() ? answer.header(REPLAYED, "true") : answer).body(view);
    }

    /** The last part of a path, which is an id. */
    public static long idIn(String location) {
        return Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
    }
}
