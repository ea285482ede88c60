package io.exaplan.engine.book;

import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Placement;

/**
 * A start whose time has come.
 *
 * @param job the job
 * @param placement where it is to start
 */
public record DueStart(JobFacts job, Placement placement) {}
