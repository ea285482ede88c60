package io.exaplan.server.web;

import java.net.URI;
import org.springframework.http.ResponseEntity;

/** Answers to creations. */
public final class Answers {

    private Answers() {}

    /** 201 with where it is, and with the ETag its first change takes. */
    public static <T extends Versioned> ResponseEntity<T> created(String path, Object id, T view) {
        return ResponseEntity.created(URI.create(path + "/" + id))
                .eTag(EntityTag.of(view.version()))
                .body(view);
    }

    /** 201 with where it is. */
    public static <T> ResponseEntity<T> created(String path, Object id, T view) {
        return ResponseEntity.created(URI.create(path + "/" + id)).body(view);
    }
}
