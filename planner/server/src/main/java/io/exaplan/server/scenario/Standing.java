package io.exaplan.server.scenario;

/** What stands in the city now, in PFLOPS of the accounting basis; whoever shows the funnel counts it. */
public interface Standing {

    /** Declared and reported. */
    double installedPflops();

    /** Of agents that are heard. */
    double reportingPflops();
}
