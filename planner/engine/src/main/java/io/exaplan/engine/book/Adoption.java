package io.exaplan.engine.book;

import io.exaplan.engine.model.PlanCost;

/** What became of an improvement that was brought to the book. */
public sealed interface Adoption {
    /** Cost of the plan the book held. */
    PlanCost before();

    /** Cost of the improvement as it stands on today's book, churn included. */
    PlanCost after();

    /**
     * The book holds it now.
     *
     * @param change every start that changed
     * @param before cost of the plan the book held
     * @param after cost of the plan it holds now, churn included
     */
    record Adopted(BookChange change, PlanCost before, PlanCost after) implements Adoption {}

    /**
     * The book stays as it is: on today's book the improvement gains nothing that outweighs its churn.
     *
     * @param before cost of the plan the book holds
     * @param after what the improvement would have cost
     */
    record Declined(PlanCost before, PlanCost after) implements Adoption {}
}
