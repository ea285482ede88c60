package io.exaplan.agent.driver.simulated;

import io.exaplan.contract.RunReport;

/**
 * A run that has ended. It is never forgotten: its id must not be created a second time, and the audit counts it.
 *
 * @param report the last thing there is to say about it
 * @param created when it was created
 * @param ended when it ended
 * @param creations how often it was created
 * @param acknowledged whether the planner has stored its end
 */
record EndedRun(RunReport report, Moment created, Moment ended, int creations, boolean acknowledged) {

    EndedRun acknowledged(boolean stored) {
        return new EndedRun(report, created, ended, creations, stored);
    }

    EndedRun createdAgain() {
        return new EndedRun(report, created, ended, creations + 1, acknowledged);
    }
}
