package io.exaplan.server.planning;

/** What a job is to the plan. */
sealed interface Standing {

    /** It waits for its start: the book holds it. */
    record Waiting() implements Standing {}

    /** A run of it holds capacity, or is about to be told to us. */
    record Active() implements Standing {}

    /** It waits on request and gets no start. */
    record Suspended() implements Standing {}

    /**
     * It cannot be planned as it is stated.
     *
     * @param why for its owner
     */
    record Misconfigured(String why) implements Standing {}

    /** It is over. */
    record Ended() implements Standing {}
}
