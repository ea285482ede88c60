package io.exaplan.server.web;

/**
 * Something changed. A hint, never the truth: the truth is in the database, everybody re-reads, and whoever waits for a change
 * also looks by himself now and then. Implemented by small records of ids, which travel between replicas as JSON.
 */
public interface Change {}
