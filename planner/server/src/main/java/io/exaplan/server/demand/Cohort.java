package io.exaplan.server.demand;

import io.exaplan.server.web.Versioned;

/**
 * A group of tenants that lend each other unused quota.
 *
 * @param id its id
 * @param name unique
 * @param version rises with every change; the ETag
 */
public record Cohort(int id, String name, long version) implements Versioned {}
