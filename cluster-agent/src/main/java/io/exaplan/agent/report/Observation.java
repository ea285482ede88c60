package io.exaplan.agent.report;

import io.exaplan.contract.Inventory;
import io.exaplan.contract.NodeUsage;
import io.exaplan.contract.RunReport;
import java.util.List;

/**
 * A cluster at one moment.
 *
 * @param inventory what stands there
 * @param runs what runs there, and what ended unacknowledged
 * @param usage measured utilisation, only where something measures it
 */
public record Observation(Inventory inventory, List<RunReport> runs, List<NodeUsage> usage) {}
