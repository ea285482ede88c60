package io.exaplan.server.scenario;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.model.CityHours;
import io.exaplan.engine.model.Footprint;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.RunFacts;
import io.exaplan.engine.model.TargetFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up what a plan and the runs use of the devices there are, from the problem's now to its horizon. */
final class Accounts {
    private static final double DAY = 86_400;

    private final PlanningProblem problem;
    private final Map<Integer, Profile> used = new HashMap<>();
    private final Map<Integer, Double> pflopsDays = new HashMap<>();
    private final CityHours hours;
    private final long stretchSeconds;
    private final Map<Integer, Profile> gflops = new HashMap<>();

    /** @param stretchSeconds length of one stretch of what is told over time */
    Accounts(PlanningProblem problem, Map<Long, Placement> placements, long stretchSeconds) {
        this.problem = problem;
        this.stretchSeconds = stretchSeconds;
        hours = CityHours.of(problem);
        Map<Integer, PartitionFacts> partitions = new HashMap<>();
        problem.partitions().forEach(partition -> partitions.put(partition.id(), partition));
        for (RunFacts run : problem.runs()) {
            PartitionFacts partition = partitions.get(run.placement().partition());
            if (partition != null) {
                // One that stands where nothing is, for now or for good, uses none of it.
                Footprint held = Footprint.of(run, partition, hours);
                charge(held, held.milliDevices().min(partition.milliDevices()));
            }
        }
        for (JobFacts job : problem.jobs()) {
            Placement placement = placements.get(job.id());
            PartitionFacts partition = placement == null ? null : partitions.get(placement.partition());
            if (placement != null && partition != null) {
                Footprint planned = Footprint.of(job, placement, partition, hours);
                charge(planned, planned.milliDevices());
            }
        }
    }

    private void charge(Footprint footprint, Profile milliDevices) {
        used.merge(footprint.partition(), milliDevices, Profile::plus);
        gflops.merge(
                footprint.tenant(), milliDevices.times(Math.round(footprint.gflopsPerMilliDevice())), Profile::plus);
        double milliDeviceSeconds = integral(milliDevices);
        // A thousandth of a device of so many TFLOPS is as many GFLOPS.
        pflopsDays.merge(
                footprint.tenant(), milliDeviceSeconds * footprint.gflopsPerMilliDevice() / 1e6 / DAY, Double::sum);
    }

    /** Device time in use over device time there is, by model; models without any are left out. */
    Map<String, Double> utilisationByModel() {
        Map<String, Double> there = new TreeMap<>();
        Map<String, Double> inUse = new TreeMap<>();
        for (PartitionFacts partition : problem.partitions()) {
            there.merge(partition.acceleratorModel(), integral(partition.milliDevices()), Double::sum);
            inUse.merge(partition.acceleratorModel(), integral(usedOf(partition)), Double::sum);
        }
        Map<String, Double> shares = new TreeMap<>();
        there.forEach((model, all) -> {
            if (all > 0) {
                shares.put(model, inUse.getOrDefault(model, 0.0) / all);
            }
        });
        return shares;
    }

    /** Runs may hold more than is left of their partition; what is in use is never more than there is. */
    private Profile usedOf(PartitionFacts partition) {
        return used.getOrDefault(partition.id(), Profile.ZERO).min(partition.milliDevices());
    }

    /** By name; a tenant that is newer than the problem goes by its number. */
    Map<String, Double> pflopsDaysByTenant() {
        Map<Integer, String> names = new HashMap<>();
        problem.tenants().forEach(tenant -> names.put(tenant.id(), tenant.key()));
        Map<String, Double> byName = new TreeMap<>();
        names.values().forEach(name -> byName.put(name, 0.0));
        pflopsDays.forEach((id, used) -> byName.merge(names.getOrDefault(id, "#" + id), used, Double::sum));
        return byName;
    }

    List<Outcome.Stretch> funnel() {
        List<Outcome.Stretch> stretches = new ArrayList<>();
        for (long from = problem.nowSecond(); from < problem.horizonSecond(); from += stretchSeconds) {
            long until = Math.min(from + stretchSeconds, problem.horizonSecond());
            double schedulable = 0;
            double allocated = 0;
            for (PartitionFacts partition : problem.partitions()) {
                double pflops = partition.peakTflops().orElse(0) / 1e6 / (until - from);
                if (partition.accepting()) {
                    schedulable += pflops * partition.milliDevices().integral(from, until);
                }
                allocated += pflops * usedOf(partition).integral(from, until);
            }
            stretches.add(new Outcome.Stretch(Instant.ofEpochSecond(from), schedulable, allocated));
        }
        return stretches;
    }

    /** What a target of a tenant or a cohort is given between two seconds, in PFLOPS-days. */
    double pflopsDays(TargetFacts target, long from, long until) {
        return problem.tenants().stream()
                        .filter(target::counts)
                        .mapToDouble(tenant ->
                                gflops.getOrDefault(tenant.id(), Profile.ZERO).integral(from, until))
                        .sum()
                / 1e6
                / DAY;
    }

    private double integral(Profile profile) {
        return profile.integral(problem.nowSecond(), problem.horizonSecond());
    }
}
