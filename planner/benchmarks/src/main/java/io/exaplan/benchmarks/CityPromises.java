package io.exaplan.benchmarks;

import io.exaplan.engine.kernel.TimeWindow;
import io.exaplan.engine.model.BudgetFacts;
import io.exaplan.engine.model.DataNeeds;
import io.exaplan.engine.model.DatasetFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.ReservationFacts;
import io.exaplan.engine.model.TargetFacts;
import io.exaplan.engine.model.TenantFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a generated city has reserved, budgeted and promised: every fourth partition keeps a quarter of its nodes for a tenant
 * during twelve hours of each day and closes one node on the seventh; every tenant has a budget of its fair share of all
 * FLOPS for the whole time; every cohort is promised 60% of its fair share within the first week; a tenth of the jobs reads a
 * dataset that a fifth of the clusters hold. Quotas limit nobody.
 */
final class CityPromises {
    static final int TENANTS = 200;
    private static final int COHORTS = 20;
    private static final int DATASETS = 10;
    private static final long DAY = 24 * 3600;
    private static final double ANY = Double.POSITIVE_INFINITY;

    private CityPromises() {}

    static DataNeeds reads(long job) {
        return new DataNeeds(Set.of("corpus-" + job / 10 % DATASETS), Set.of());
    }

    static PlanningProblem made(PlanningProblem city) {
        double pflops = 0;
        List<ReservationFacts> reservations = new ArrayList<>();
        Set<String> clusters = new TreeSet<>();
        for (PartitionFacts partition : city.partitions()) {
            long nodes = partition.wholeNodes().at(0);
            pflops +=
                    nodes * partition.devicesPerNode() * partition.peakTflops().orElse(0) / 1000;
            clusters.add(partition.cluster());
            if (partition.id() % 4 == 0 && nodes >= 4) {
                reservations.add(kept(partition, (int) nodes / 4, city.horizonSecond()));
                reservations.add(new ReservationFacts(
                        "maintenance-" + partition.id(),
                        partition.id(),
                        null,
                        0,
                        1,
                        List.of(new TimeWindow(7 * DAY, 7 * DAY + 4 * 3600))));
            }
        }
        List<TenantFacts> tenants = new ArrayList<>();
        List<BudgetFacts> budgets = new ArrayList<>();
        double days = city.horizonSecond() / (double) DAY;
        for (int id = 1; id <= TENANTS; id++) {
            tenants.add(new TenantFacts(id, "tenant-" + id, "cohort-" + id % COHORTS, ANY, ANY, ANY, 1));
            TimeWindow all = new TimeWindow(0, city.horizonSecond());
            budgets.add(new BudgetFacts("budget-" + id, id, all, pflops * days / TENANTS, 0));
        }
        List<TargetFacts> targets = new ArrayList<>();
        for (int cohort = 0; cohort < COHORTS; cohort++) {
            TimeWindow week = new TimeWindow(0, 7 * DAY);
            targets.add(new TargetFacts("target-" + cohort, null, "cohort-" + cohort, week, 0.6 * pflops / COHORTS, 0));
        }
        PlanningProblem accounted = city.withAccounts(tenants, budgets, targets);
        return accounted.withDatasets(datasets(clusters)).withReservations(reservations);
    }

    private static ReservationFacts kept(PartitionFacts partition, int nodes, long until) {
        List<TimeWindow> windows = new ArrayList<>();
        for (long day = 0; day < until; day += DAY) {
            windows.add(new TimeWindow(day + 8 * 3600, day + 20 * 3600));
        }
        return new ReservationFacts(
                "kept-" + partition.id(), partition.id(), partition.id() % TENANTS + 1, 0, nodes, windows);
    }

    private static List<DatasetFacts> datasets(Set<String> clusters) {
        List<DatasetFacts> datasets = new ArrayList<>();
        for (int i = 0; i < DATASETS; i++) {
            Set<String> replicas = new TreeSet<>();
            int at = i;
            for (String cluster : clusters) {
                if (at++ % 5 == 0) {
                    replicas.add(cluster);
                }
            }
            datasets.add(new DatasetFacts("corpus-" + i, true, Set.of(), Set.of(), replicas, 2_000));
        }
        return datasets;
    }
}
