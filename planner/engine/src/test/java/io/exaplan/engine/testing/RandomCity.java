package io.exaplan.engine.testing;

import static io.exaplan.engine.testing.JobBuilder.aJob;
import static io.exaplan.engine.testing.PartitionBuilder.aPartition;
import static io.exaplan.engine.testing.ProblemBuilder.aProblem;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.kernel.TimeWindow;
import io.exaplan.engine.model.DatasetFacts;
import io.exaplan.engine.model.Fabric.Domain;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.ReservationFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Cities of every sort, small enough to be checked by brute force; the same seed always makes the same one. */
public final class RandomCity {
    private static final List<String> MODELS = List.of("H800", "910B", "MLU590");
    private static final List<String> STACKS = List.of("CUDA", "CANN", "NEUWARE");
    private static final List<String> DATASETS = List.of("corpus", "scans");
    private static final long HOUR = 3600;

    private final Random random;
    private long nextJob = 1;
    private int nextReservation = 100;

    public RandomCity(long seed) {
        random = new Random(seed);
    }

    public Random random() {
        return random;
    }

    /** A problem of some partitions and jobs, nothing running and nothing planned. */
    public ProblemBuilder problem(int partitions, int jobs) {
        ProblemBuilder problem = aProblem().horizon(48 * HOUR);
        for (int id = 1; id <= partitions; id++) {
            problem.partition(partition(id));
        }
        for (int i = 0; i < jobs; i++) {
            problem.job(job());
        }
        quotas(problem);
        for (int tenant = 1; tenant <= 3; tenant++) {
            if (random.nextBoolean()) {
                long from = random.nextInt(10) * HOUR;
                long until = from + (1 + random.nextInt(30)) * HOUR;
                problem.budget("budget-" + tenant, tenant, pflopsDays(), 0, from, until);
                problem.budget("later-" + tenant, tenant, pflopsDays(), 0, until, until + 24 * HOUR);
                problem.target("target-" + tenant, tenant, 0.1 + random.nextInt(10), from, until);
            }
        }
        problem.cohortTarget("health-target", "health", 1 + random.nextInt(10), 0, 48 * HOUR);
        DATASETS.forEach(name -> problem.dataset(dataset(name, partitions)));
        for (int partition = 1; partition <= partitions; partition++) {
            for (int i = random.nextInt(3); i > 0; i--) {
                problem.reservation(reservation(partition));
            }
        }
        return problem;
    }

    /** Granted to some and allowed on some clusters; on some of them already. */
    public DatasetFacts dataset(String name, int partitions) {
        Set<String> residency = new TreeSet<>();
        Set<String> replicas = new TreeSet<>();
        for (int partition = 1; partition <= partitions; partition++) {
            String cluster = "cluster-" + partition;
            if (random.nextInt(3) > 0) {
                residency.add(cluster);
            }
            if (random.nextBoolean()) {
                replicas.add(cluster);
            }
        }
        Set<Integer> grants = random.nextBoolean() ? Set.of(1, 2) : Set.of(1, 2, 3);
        boolean open = random.nextBoolean();
        return new DatasetFacts(
                name, open, grants, random.nextBoolean() ? Set.of() : residency, replicas, 100 * random.nextInt(20));
    }

    /** About what a few jobs take; sometimes nothing. */
    public double pflopsDays() {
        return 0.25 * random.nextInt(20);
    }

    /** Nodes or devices of a partition, kept for one of three tenants or closed, once or every few hours. */
    public ReservationFacts reservation(int partition) {
        boolean nodes = random.nextBoolean();
        List<TimeWindow> windows = new ArrayList<>();
        long from = random.nextInt(100) * 600L;
        for (int i = random.nextInt(3); i >= 0; i--) {
            long until = from + 600L * (1 + random.nextInt(60));
            windows.add(new TimeWindow(from, until));
            from = until + 600L * random.nextInt(60);
        }
        return new ReservationFacts(
                "reservation-" + nextReservation++,
                partition,
                random.nextInt(4) == 0 ? null : 1 + random.nextInt(3),
                nodes ? 0 : 500L * (1 + random.nextInt(40)),
                nodes ? 1 + random.nextInt(3) : 0,
                windows);
    }

    /** Two tenants of one cohort that lend to each other or do not, one alone; sometimes without any limit. */
    private void quotas(ProblemBuilder problem) {
        for (int tenant = 1; tenant <= 3; tenant++) {
            double nominal = random.nextInt(3) == 0 ? Double.POSITIVE_INFINITY : 0.4 * random.nextInt(20);
            double borrows = random.nextBoolean() ? Double.POSITIVE_INFINITY : 0.5 * random.nextInt(6);
            double lends = random.nextBoolean() ? Double.POSITIVE_INFINITY : 0.3 * random.nextInt(6);
            problem.tenant(tenant, tenant == 3 ? "" : "health", nominal, borrows, lends);
        }
    }

    public PartitionFacts partition(int id) {
        int model = random.nextInt(MODELS.size());
        int perNode = random.nextInt(4) == 0 ? 4 : 8;
        int nodes = 1 + random.nextInt(6);
        PartitionBuilder partition = aPartition("cluster-%d/p".formatted(id), nodes * perNode)
                .id(id)
                .devicesPerNode(perNode)
                .model(MODELS.get(model), STACKS.get(model))
                .memoryGib(32 + 16 * random.nextInt(4))
                .peakTflops(100 + 50 * random.nextInt(10))
                .watts(300 + 100 * random.nextInt(5))
                .fabric(1 + random.nextInt(nodes), nodes);
        if (random.nextInt(3) == 0) {
            long from = random.nextInt(24) * HOUR;
            long until = from + (1 + random.nextInt(12)) * HOUR;
            partition
                    .milliDevices(Profile.constant(1000L * nodes * perNode).plus(from, until, -1000L * perNode))
                    .wholeNodes(Profile.constant(nodes).plus(from, until, -1));
        }
        return partition.build();
    }

    public JobFacts job() {
        JobBuilder job = aJob(nextJob++)
                .tenant(1 + random.nextInt(3))
                .priority(random.nextInt(4))
                .value(1 + random.nextInt(10))
                .submitted(random.nextInt(3) * 600L);
        shape(job);
        work(job);
        wishes(job);
        data(job);
        return job.build();
    }

    private void data(JobBuilder job) {
        switch (random.nextInt(6)) {
            case 0 -> job.reads(DATASETS.getFirst());
            case 1 -> job.reads(DATASETS.toArray(String[]::new));
            case 2 -> job.onClusters("cluster-1", "cluster-3");
            default -> {}
        }
    }

    private void shape(JobBuilder job) {
        switch (random.nextInt(5)) {
            case 0 -> job.worker(100 * (1 + random.nextInt(10)), 1000, 1024);
            case 1 -> job.gang(1 + random.nextInt(3), 8);
            case 2 -> job.gang(1 + random.nextInt(4), 1 + random.nextInt(4));
            case 3 -> job.worker(1000, 0, 0).elastic(1 + random.nextInt(2), 4 + random.nextInt(5));
            default -> job.gang(1, 1 + random.nextInt(4));
        }
    }

    private void work(JobBuilder job) {
        long seconds = 600L * (1 + random.nextInt(60));
        switch (random.nextInt(4)) {
            case 0 -> {
                Map<String, Long> byModel = new HashMap<>(Map.of("H800", seconds / 2));
                byModel.put(MODELS.get(random.nextInt(3)), seconds);
                job.secondsByModel(byModel);
            }
            case 1 -> {
                if (random.nextBoolean()) {
                    job.gang(1, 1 + random.nextInt(2)).serving(service(), replicas());
                }
            }
            default -> job.seconds(seconds);
        }
    }

    private long service() {
        return random.nextBoolean() ? Long.MAX_VALUE : HOUR * (1 + random.nextInt(30));
    }

    private List<Integer> replicas() {
        List<Integer> replicas = new ArrayList<>();
        int night = random.nextInt(2);
        int day = 1 + random.nextInt(3);
        for (int hour = 0; hour < 24; hour++) {
            replicas.add(hour < 8 ? night : day);
        }
        return replicas;
    }

    private void wishes(JobBuilder job) {
        switch (random.nextInt(8)) {
            case 0 -> job.hardDeadline(HOUR * (2 + random.nextInt(40)));
            case 1 -> job.softDeadline(HOUR * (1 + random.nextInt(20)));
            case 2 -> job.notBefore(HOUR * random.nextInt(20));
            case 3 -> job.within(random.nextBoolean() ? Domain.RACK : Domain.HOST);
            case 4 -> job.stacks("CUDA", "CANN");
            case 5 -> job.preemptibleAfter(600L * random.nextInt(3));
            case 6 -> job.minMemoryGib(48);
            default -> job.preemptibleAfter(0);
        }
    }
}
