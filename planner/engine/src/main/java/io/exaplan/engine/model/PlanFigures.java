package io.exaplan.engine.model;

import io.exaplan.engine.model.Meter.Purpose;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a plan costs and attains, computed from a problem and placements alone. */
public final class PlanFigures {
    private final PlanningProblem problem;
    private final Map<Long, Placement> placements;
    private final Map<Integer, PartitionFacts> partitions = new HashMap<>();
    private final Map<Integer, QuotaUse> uses;
    private final Map<Integer, Room> base;
    private final Map<Integer, Room> rooms;

    /**
     * @param problem what the plan was made from
     * @param placements placement by job id, possible or not
     */
    public PlanFigures(PlanningProblem problem, Map<Long, Placement> placements) {
        this.problem = problem;
        this.placements = placements;
        problem.partitions().forEach(partition -> partitions.put(partition.id(), partition));
        Quotas quotas = Quotas.of(problem);
        uses = new TreeMap<>(quotas.used(problem));
        uses.values().removeIf(use -> use.group().meters().isEmpty());
        base = Occupancy.roomsOf(problem);
        rooms = new TreeMap<>(base);
        CityHours hours = CityHours.of(problem);
        for (JobFacts job : problem.jobs()) {
            Placement placement = placements.get(job.id());
            PartitionFacts partition = partitionOf(placement);
            if (placement != null && partition != null) {
                Footprint footprint = Footprint.of(job, placement, partition, hours);
                rooms.computeIfPresent(partition.id(), (id, room) -> room.minus(footprint));
                quotas.of(job.tenant())
                        .ifPresent(group -> uses.computeIfPresent(group.id(), (id, use) -> use.plus(footprint)));
            }
        }
    }

    /** All of it together. */
    public PlanCost cost() {
        return PlanCost.of(costs());
    }

    /** Each part of what it costs, those of 0 too. */
    public Map<CostTerm, Long> costs() {
        PlanningSettings weights = problem.settings();
        Datasets datasets = Datasets.of(problem.datasets());
        long unplaced = 0;
        long waiting = 0;
        long lateness = 0;
        long churn = 0;
        long transfer = 0;
        long energy = 0;
        for (JobFacts job : problem.jobs()) {
            Placement placement = placements.get(job.id());
            PartitionFacts partition = partitionOf(placement);
            Placement promised = problem.current().get(job.id());
            if (placement == null || partition == null) {
                unplaced += weights.unplacedCost(job);
                churn += weights.churnCost(job, promised, null);
            } else {
                waiting += weights.waitingCost(job, placement);
                lateness += weights.latenessCost(job, job.endSecond(placement, partition));
                churn += weights.churnCost(job, promised, placement);
                transfer += weights.transfer(job, partition, datasets).soft();
                energy += weights.energy(job, placement, partition).soft();
            }
        }
        long shortfall = uses.values().stream()
                .mapToLong(use -> use.shortfallCost(weights.facts()))
                .sum();
        long fragmentation =
                LargestGangs.cost(weights.efficiency(), base.values(), rooms.values(), problem.nowSecond());
        Map<CostTerm, Long> costs = new EnumMap<>(CostTerm.class);
        costs.put(CostTerm.UNPLACED, unplaced);
        costs.put(CostTerm.SHORTFALL, shortfall);
        costs.put(CostTerm.WAITING, waiting);
        costs.put(CostTerm.LATENESS, lateness);
        costs.put(CostTerm.CHURN, churn);
        costs.put(CostTerm.TRANSFER, transfer);
        costs.put(CostTerm.FRAGMENTATION, fragmentation);
        costs.put(CostTerm.ENERGY, energy);
        return costs;
    }

    /** How far each target is attained, sorted by id. */
    public List<Attainment> attainments() {
        Map<String, Attainment> attainments = new TreeMap<>();
        for (QuotaUse use : uses.values()) {
            List<Meter> meters = use.group().meters();
            for (int i = 0; i < meters.size(); i++) {
                Meter meter = meters.get(i);
                if (meter.purpose() == Purpose.TARGET) {
                    attainments.put(
                            meter.id(),
                            new Attainment(
                                    meter.id(), Meter.pflopsDays(meter.amount()), Meter.pflopsDays(use.counted(i))));
                }
            }
        }
        return new ArrayList<>(attainments.values());
    }

    private @Nullable PartitionFacts partitionOf(@Nullable Placement placement) {
        return placement == null ? null : partitions.get(placement.partition());
    }
}
