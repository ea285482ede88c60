package io.exaplan.server.planning;

import io.exaplan.server.web.Change;

/** Runs on a cluster began, went on or ended; published by whoever keeps the runs. */
public record RunsChanged(int clusterId) implements Change {}
