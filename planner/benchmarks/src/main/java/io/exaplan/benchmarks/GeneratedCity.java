package io.exaplan.benchmarks;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.kernel.TimeWindow;
import io.exaplan.engine.model.BudgetFacts;
import io.exaplan.engine.model.DatasetFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.PlanningSettings;
import io.exaplan.engine.model.ReservationFacts;
import io.exaplan.engine.model.RunFacts;
import io.exaplan.engine.model.TargetFacts;
import io.exaplan.engine.model.TenantFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A city at full size, the same for the same seed: fourteen days in seconds, with runs, elastic jobs and services, quota with
 * lending, budgets, targets of cohorts and tenants, reservations and datasets.
 *
 * <p>{@code planner/benchmarks/instances/README.md} says what everything is drawn from, and why.
 *
 * <p>{@code bin/benchmark GeneratedCity SEED FILE.json.xz [PARTITIONS DEVICES RUNS JOBS]}, by default 400, 124,000, 10,000 and
 * 50,000.
 */
public final class GeneratedCity {
    static final long DAY = 24 * 3600L;
    static final long HORIZON = 14 * DAY;
    static final int DEVICES_PER_NODE = 8;
    static final int DATASETS = 20;

    private static final int JOBS_OF_A_TENANT = 50;
    private static final int TENANTS_OF_A_COHORT = 25;
    private static final int PARTITIONS_OF_A_CLUSTER = 4;
    private static final double SIZE_SIGMA = 1.0;
    private static final double WEIGHT_SIGMA = 1.0;
    private static final double OVER_QUOTA = 1.25;

    private final Random random;
    private final double[] tenantShares;
    private final int cohorts;

    /** Full size. */
    static final Size FULL = new Size(400, 124_000, 10_000, 50_000);

    /** How large a city is. */
    record Size(int partitions, int devices, int runs, int jobs) {
        int tenants() {
            return Math.max(TENANTS_OF_A_COHORT, jobs / JOBS_OF_A_TENANT);
        }
    }

    private GeneratedCity(long seed, int tenants) {
        random = new Random(seed);
        tenantShares = shares(tenants, WEIGHT_SIGMA);
        cohorts = tenants / TENANTS_OF_A_COHORT;
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 2 && args.length != 6) {
            System.err.println("Usage: GeneratedCity SEED FILE.json.xz [PARTITIONS DEVICES RUNS JOBS]");
            System.exit(2);
        }
        Size size = args.length == 2
                ? FULL
                : new Size(
                        Integer.parseInt(args[2]),
                        Integer.parseInt(args[3]),
                        Integer.parseInt(args[4]),
                        Integer.parseInt(args[5]));
        StoredCity.write(problem(Long.parseLong(args[0]), size), Path.of(args[1]));
        System.out.println("Written to " + args[1]);
    }

    static PlanningProblem problem(long seed, Size size) {
        return new GeneratedCity(seed, size.tenants()).draw(seed, size);
    }

    /** Jobs of the same mix as those of a city, for what comes after it; their ids follow. */
    static GeneratedJobs more(long seed, PlanningProblem city) {
        return new GeneratedJobs(
                seed,
                new GeneratedCity(seed, city.tenants().size()).tenantShares,
                1000
                        * city.tenants().stream()
                                .mapToDouble(TenantFacts::nominalPflops)
                                .sum(),
                city.jobs().getLast().id() + 1);
    }

    private PlanningProblem draw(long seed, Size size) {
        List<PartitionFacts> partitions = partitions(size);
        double pflops = partitions.stream()
                .mapToDouble(
                        partition -> devices(partition) * partition.peakTflops().orElse(0) / 1000)
                .sum();
        GeneratedJobs jobs = new GeneratedJobs(seed + 1, tenantShares, OVER_QUOTA * pflops * 1000, 1);
        List<RunFacts> runs = new GeneratedRuns(seed + 2, jobs).fill(partitions, size.runs());
        double taken = runs.stream()
                .mapToDouble(run -> GeneratedRuns.tflopsSeconds(run, partitions))
                .sum();
        PlanningProblem city = new PlanningProblem(
                0,
                HORIZON,
                0,
                ZoneId.of("Asia/Shanghai"),
                partitions,
                tenants(pflops),
                jobs.waiting(size.jobs(), pflops * 1000 * HORIZON - taken),
                runs,
                List.of(),
                Map.of(),
                PlanningSettings.defaults());
        return city.withFacts(reservations(partitions), budgets(pflops), datasets(partitions), targets(pflops));
    }

    private List<PartitionFacts> partitions(Size size) {
        double[] shares = shares(size.partitions(), SIZE_SIGMA);
        List<PartitionFacts> partitions = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            int nodes = Math.max(1, (int) Math.round(shares[i] * size.devices() / DEVICES_PER_NODE));
            Accelerator model = Accelerator.ALL.get(random.nextInt(Accelerator.ALL.size()));
            partitions.add(partition(i + 1, nodes, model));
        }
        return partitions;
    }

    private static PartitionFacts partition(int id, int nodes, Accelerator model) {
        String cluster = "cluster-%03d".formatted((id - 1) / PARTITIONS_OF_A_CLUSTER);
        return new PartitionFacts(
                id,
                "%s/%s-%d".formatted(cluster, model.key().toLowerCase(Locale.ROOT), id),
                cluster,
                model.key(),
                model.stack(),
                model.memoryGib(),
                OptionalDouble.of(model.tflops()),
                model.watts() == 0 ? OptionalDouble.empty() : OptionalDouble.of(model.watts()),
                DEVICES_PER_NODE,
                128_000,
                1_048_576,
                nodes,
                nodes,
                Profile.constant(1000L * nodes * DEVICES_PER_NODE),
                Profile.constant(nodes),
                Set.of(),
                Set.of(),
                true);
    }

    /** A quarter more quota than there is, three fifths of it lent, as much again borrowed. */
    private List<TenantFacts> tenants(double pflops) {
        List<TenantFacts> tenants = new ArrayList<>();
        for (int id = 1; id <= tenantShares.length; id++) {
            double nominal = round(OVER_QUOTA * pflops * tenantShares[id - 1]);
            tenants.add(new TenantFacts(id, "tenant-" + id, cohort(id), nominal, nominal, round(0.6 * nominal), 1));
        }
        return tenants;
    }

    private List<BudgetFacts> budgets(double pflops) {
        List<BudgetFacts> budgets = new ArrayList<>();
        for (int id = 5; id <= tenantShares.length; id += 5) {
            double days = HORIZON / (double) DAY;
            budgets.add(new BudgetFacts(
                    "budget-%04d".formatted(id),
                    id,
                    new TimeWindow(0, HORIZON),
                    round(0.9 * pflops * days * tenantShares[id - 1]),
                    0));
        }
        return budgets;
    }

    /** Half of its share for every cohort in the first week, three fifths for every tenth tenant in both. */
    private List<TargetFacts> targets(double pflops) {
        List<TargetFacts> targets = new ArrayList<>();
        for (int cohort = 0; cohort < cohorts; cohort++) {
            double share = 0;
            for (int id = 1; id <= tenantShares.length; id++) {
                share += id % cohorts == cohort ? tenantShares[id - 1] : 0;
            }
            targets.add(new TargetFacts(
                    "target-cohort-%02d".formatted(cohort),
                    null,
                    "cohort-" + cohort,
                    new TimeWindow(0, HORIZON / 2),
                    round(0.5 * pflops * share),
                    0));
        }
        for (int id = 10; id <= tenantShares.length; id += 10) {
            targets.add(new TargetFacts(
                    "target-tenant-%04d".formatted(id),
                    id,
                    "",
                    new TimeWindow(0, HORIZON),
                    round(0.6 * pflops * tenantShares[id - 1]),
                    0));
        }
        return targets;
    }

    /** A fifth of every eighth partition for a tenant by day, a tenth of every tenth closed once for four hours. */
    private List<ReservationFacts> reservations(List<PartitionFacts> partitions) {
        List<ReservationFacts> reservations = new ArrayList<>();
        for (PartitionFacts partition : partitions) {
            int nodes = (int) partition.wholeNodes().at(0);
            if (partition.id() % 8 == 0 && nodes >= 5) {
                List<TimeWindow> days = new ArrayList<>();
                for (long day = 0; day < HORIZON; day += DAY) {
                    days.add(new TimeWindow(day + 8 * 3600, day + 20 * 3600));
                }
                reservations.add(new ReservationFacts(
                        "kept-%03d".formatted(partition.id()),
                        partition.id(),
                        partition.id() % tenantShares.length + 1,
                        0,
                        nodes / 5,
                        days));
            }
            if (partition.id() % 10 == 1 && nodes >= 10) {
                reservations.add(new ReservationFacts(
                        "maintenance-%03d".formatted(partition.id()),
                        partition.id(),
                        null,
                        0,
                        nodes / 10,
                        List.of(new TimeWindow(7 * DAY, 7 * DAY + 4 * 3600))));
            }
        }
        reservations.sort(Comparator.comparing(ReservationFacts::id));
        return reservations;
    }

    /** Each on a fifth of the clusters. */
    private List<DatasetFacts> datasets(List<PartitionFacts> partitions) {
        Set<String> clusters = new TreeSet<>();
        partitions.forEach(partition -> clusters.add(partition.cluster()));
        List<DatasetFacts> datasets = new ArrayList<>();
        for (int i = 0; i < DATASETS; i++) {
            Set<String> replicas = new TreeSet<>();
            for (String cluster : clusters) {
                if (random.nextInt(5) == 0) {
                    replicas.add(cluster);
                }
            }
            datasets.add(new DatasetFacts(
                    "corpus-%02d".formatted(i), true, Set.of(), Set.of(), replicas, 500 + random.nextInt(4_500)));
        }
        return datasets;
    }

    private double[] shares(int count, double sigma) {
        double[] shares = new double[count];
        double all = 0;
        for (int i = 0; i < count; i++) {
            shares[i] = Math.exp(sigma * random.nextGaussian());
            all += shares[i];
        }
        for (int i = 0; i < count; i++) {
            shares[i] /= all;
        }
        return shares;
    }

    static double devices(PartitionFacts partition) {
        return partition.milliDevices().before() / 1000.0;
    }

    private String cohort(int tenant) {
        return "cohort-" + tenant % cohorts;
    }

    private static double round(double pflops) {
        return Math.round(pflops * 1000) / 1000.0;
    }
}
