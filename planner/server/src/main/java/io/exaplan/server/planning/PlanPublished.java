package io.exaplan.server.planning;

import io.exaplan.server.web.Change;

/** There is a new version of the plan. */
public record PlanPublished(long version) implements Change {}
