package io.exaplan.engine.start;

import java.util.List;

/** A rule that says which waiting jobs start now. A pure function of the state: asked twice, it answers the same. */
@FunctionalInterface
public interface StartPolicy {
    /**
     * @return the jobs that start, with their devices; each device is free and given once. Nothing may start
     *     even on an idle machine, for the sake of jobs that are expected; see {@link #lookAgainSecond}
     */
    List<Start> decide(StartState state);

    /**
     * When an idle machine with jobs that wait must be looked at again, though nobody has come by then. From that second on a
     * policy starts at least one job that fits.
     */
    default long lookAgainSecond(StartState state) {
        return state.nowSecond();
    }
}
