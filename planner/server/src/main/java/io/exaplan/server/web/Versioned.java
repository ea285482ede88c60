package io.exaplan.server.web;

/** What is read with an {@code ETag}, and changed with it as {@code If-Match}. */
public interface Versioned {

    /** Rises with every change. */
    long version();
}
