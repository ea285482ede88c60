package io.exaplan.server.planning;

import io.exaplan.engine.model.EfficiencyWeights;
import io.exaplan.engine.model.FactWeights;
import io.exaplan.engine.model.PlanningSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Weights of the score, see {@link PlanningSettings} for what each prices.
 *
 * @param unplaced of a job without a start
 * @param waiting of a device-second waited
 * @param lateness of a device-second late
 * @param churn of a device-second a promised start moves
 * @param preemption of a run ended for another job
 * @param shortfall of a PFLOPS-day missing of a target
 * @param transfer of a GiB brought to a cluster
 * @param fragmentation of a device-hour of the largest gang that could start
 * @param energy of a kWh
 */
@ConfigurationProperties("exaplan.planning.weights")
record WeightSettings(
        @DefaultValue("1") long unplaced,
        @DefaultValue("10") long waiting,
        @DefaultValue("20") long lateness,
        @DefaultValue("1") long churn,
        @DefaultValue("1000") long preemption,
        @DefaultValue("1000") long shortfall,
        @DefaultValue("100") long transfer,
        @DefaultValue("3600") long fragmentation,
        @DefaultValue("1000") long energy) {

    PlanningSettings weights() {
        return new PlanningSettings(
                unplaced,
                waiting,
                lateness,
                churn,
                preemption,
                new FactWeights(shortfall, transfer),
                new EfficiencyWeights(fragmentation, energy));
    }
}
