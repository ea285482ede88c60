package io.exaplan.engine.solver;

/** Follows a search. Called on the searching thread: be quick. */
public interface SearchListener {

    /**
     * A better plan was found.
     *
     * @param score its score
     * @param step the step that found it
     */
    default void improved(String score, long step) {}

    /** Asked after every step; true ends the search with the best plan found so far. */
    default boolean cancelled() {
        return false;
    }
}
