package io.exaplan.server.demand;

/**
 * A group of tenants that lend each other unused quota.
 *
 * @param id its id
 * @param name unique
 * @param version rises with every change; the ETag
 */
public record Cohort(int id, String name, long version) {}
