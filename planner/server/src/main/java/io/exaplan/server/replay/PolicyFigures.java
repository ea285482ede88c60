package io.exaplan.server.replay;

/**
 * What a replay found under one policy: the figures {@code exaplan replay queue} writes.
 *
 * @param jobs how many were replayed
 * @param leftOut lines of the log that are no job to replay, and jobs too wide for the machine
 * @param meanBoundedSlowdown over the jobs, run times below ten seconds counted as ten
 * @param p99WaitSeconds the wait that 99 of 100 jobs did not exceed
 * @param worstTenantBoundedSlowdown the highest of the users' mean bounded slowdowns
 * @param utilisation device time used of that there was until the last job ended, between 0 and 1
 * @param makespanSeconds from the first submission to the last end
 * @param decisions how often the policy was asked
 * @param meanDecisionMillis wall time; with {@code maxDecisionMillis} and {@code seconds} not repeatable
 * @param seconds what the replay took
 */
record PolicyFigures(
        String policy,
        int jobs,
        int leftOut,
        double meanBoundedSlowdown,
        double meanWaitSeconds,
        long p99WaitSeconds,
        long maxWaitSeconds,
        double worstTenantBoundedSlowdown,
        double utilisation,
        double makespanSeconds,
        long decisions,
        double meanDecisionMillis,
        double maxDecisionMillis,
        double seconds) {

    static PolicyFigures of(QueueReport report) {
        return new PolicyFigures(
                report.policy(),
                report.jobs(),
                report.leftOut(),
                report.meanBoundedSlowdown(),
                report.meanWaitSeconds(),
                report.p99WaitSeconds(),
                report.maxWaitSeconds(),
                report.worstTenantBoundedSlowdown(),
                report.utilisation(),
                report.makespanSeconds(),
                report.decisions(),
                report.meanDecisionMillis(),
                report.maxDecisionMillis(),
                report.seconds());
    }
}
