package io.exaplan.server.planning;

import io.exaplan.engine.model.PlanningProblem;

/**
 * A book just made from the database.
 *
 * @param problem what it was opened on
 * @param outOfStep what is to be written because the rows do not say what the book says
 */
record OpenedBook(BookState state, PlanningProblem problem, Decisions outOfStep) {}
