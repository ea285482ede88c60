package io.exaplan.server.demand;

import io.exaplan.server.web.Change;

/** Targets, reservations, budgets or datasets changed: what the plan has to obey. */
public record RulesChanged() implements Change {}
