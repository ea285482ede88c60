package io.exaplan.server.demand;

import io.exaplan.server.web.Change;

/**
 * Jobs were submitted, or people changed their minds about some.
 *
 * @param newestJobId the job that changed last
 */
public record JobsChanged(long newestJobId) implements Change {}
