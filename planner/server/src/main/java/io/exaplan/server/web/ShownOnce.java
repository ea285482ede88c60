package io.exaplan.server.web;

/**
 * An answer with a secret that is shown this once. Kept for a request that comes again, it is sealed so that only who was shown it
 * can be shown it again.
 */
public interface ShownOnce {}
