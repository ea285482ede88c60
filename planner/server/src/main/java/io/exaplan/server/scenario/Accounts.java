package io.exaplan.server.scenario;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.model.CityHours;
import io.exaplan.engine.model.Footprint;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.RunFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up what a plan and the runs use of the devices there are, from the problem's now to its horizon. */
final class Accounts {
    private static final long DAY = 86_400;

    private final PlanningProblem problem;
    private final Map<Integer, Profile> used = new HashMap<>();
    private final Map<Integer, Double> pflopsDays = new HashMap<>();
    private final CityHours hours;

    Accounts(PlanningProblem problem, Map<Long, Placement> placements) {
        this.problem = problem;
        hours = CityHours.of(problem);
        Map<Integer, PartitionFacts> partitions = new HashMap<>();
        problem.partitions().forEach(partition -> partitions.put(partition.id(), partition));
        for (RunFacts run : problem.runs()) {
            PartitionFacts partition = partitions.get(run.placement().partition());
            if (partition != null) {
                charge(Footprint.of(run, partition, hours));
            }
        }
        for (JobFacts job : problem.jobs()) {
            Placement placement = placements.get(job.id());
            PartitionFacts partition = placement == null ? null : partitions.get(placement.partition());
            if (placement != null && partition != null) {
                charge(Footprint.of(job, placement, partition, hours));
            }
        }
    }

    private void charge(Footprint footprint) {
        used.merge(footprint.partition(), footprint.milliDevices(), Profile::plus);
        double milliDeviceSeconds = integral(footprint.milliDevices());
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
            inUse.merge(
                    partition.acceleratorModel(),
                    integral(used.getOrDefault(partition.id(), Profile.ZERO)),
                    Double::sum);
        }
        Map<String, Double> shares = new TreeMap<>();
        there.forEach((model, all) -> {
            if (all > 0) {
                shares.put(model, inUse.getOrDefault(model, 0.0) / all);
            }
        });
        return shares;
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

    List<Outcome.Day> days() {
        List<Outcome.Day> days = new ArrayList<>();
        for (long from = problem.nowSecond(); from < problem.horizonSecond(); from += DAY) {
            long until = Math.min(from + DAY, problem.horizonSecond());
            double schedulable = 0;
            double allocated = 0;
            for (PartitionFacts partition : problem.partitions()) {
                double pflops = partition.peakTflops().orElse(0) / 1e6 / (until - from);
                if (partition.accepting()) {
                    schedulable += pflops * partition.milliDevices().integral(from, until);
                }
                allocated +=
                        pflops * used.getOrDefault(partition.id(), Profile.ZERO).integral(from, until);
            }
            days.add(new Outcome.Day(Instant.ofEpochSecond(from), schedulable, allocated));
        }
        return days;
    }

    private double integral(Profile profile) {
        return profile.integral(problem.nowSecond(), problem.horizonSecond());
    }
}
