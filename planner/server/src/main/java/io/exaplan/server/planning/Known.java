package io.exaplan.server.planning;

import io.exaplan.engine.model.JobFacts;
import org.jspecify.annotations.Nullable;

/**
 * A job as the book took it up.
 *
 * @param revision the revision of its row that was read
 * @param standing what it is to the plan
 * @param facts what the engine knows of it; null when it is misconfigured or over
 */
record Known(
        long jobId,
        int tenantId,
        long revision,
        Standing standing,
        @Nullable JobFacts facts) {}
