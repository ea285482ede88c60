package io.exaplan.server.security;

/** An area of the interface. A token that is bound to scopes changes nothing outside them; what it reads is its role's. */
public enum TokenScope {
    /** Jobs and their runs: submit, change, cancel, give up. */
    JOBS,
    /** Datasets, who may read them and where they lie. */
    DATASETS,
    /** Where a tenant is told of its jobs. */
    WEBHOOKS,
    /** What-if scenarios, their runs, and replays. */
    SCENARIOS,
    /** Reserved capacity and maintenance. */
    RESERVATIONS,
    /** Clusters, what they offer, declared capacities and deliveries, and what waits for an operator's word. */
    CLUSTERS,
    /** Tenants, cohorts, quotas, budgets, targets and reports. */
    ACCOUNTS,
    /** Tokens, catalogues, the plan's weights and its time. */
    ADMINISTRATION
}
