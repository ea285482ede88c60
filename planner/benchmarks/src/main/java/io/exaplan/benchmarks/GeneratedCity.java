package io.exaplan.benchmarks;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.model.AcceleratorDemand;
import io.exaplan.engine.model.DataNeeds;
import io.exaplan.engine.model.Fabric;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.PlanningSettings;
import io.exaplan.engine.model.Width;
import io.exaplan.engine.model.Work;
import io.exaplan.engine.model.WorkKind;
import io.exaplan.engine.model.WorkerShape;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;

/**
 * A city of a given size, the same for the same seed: partitions of log-normal size over eight models; gangs of powers of
 * two, most of them small; run times log-normal with a median of twelve hours on a device of 500 TFLOPS.
 */
final class GeneratedCity {
    private static final long HORIZON = 14 * 24 * 3600L;

    private record Model(String name, String stack, double tflops) {}

    private static final List<Model> MODELS = List.of(
            new Model("H800", "CUDA", 990),
            new Model("A800", "CUDA", 312),
            new Model("H20", "CUDA", 148),
            new Model("910B", "CANN", 320),
            new Model("MLU590", "NEUWARE", 314),
            new Model("K100", "DTK", 192),
            new Model("A10", "CUDA", 125),
            new Model("V100", "CUDA", 125));

    private final Random random;
    private final int tenants;
    private long nextJob = 1;

    GeneratedCity(long seed) {
        this(seed, 1);
    }

    /** A city whose jobs belong to so many tenants in turn. */
    GeneratedCity(long seed, int tenants) {
        random = new Random(seed);
        this.tenants = tenants;
    }

    PlanningProblem problem(int partitions, int jobs, int devices) {
        List<JobFacts> waiting = new ArrayList<>();
        List<PartitionFacts> capacity = partitions(partitions, devices);
        for (int i = 0; i < jobs; i++) {
            waiting.add(job());
        }
        return new PlanningProblem(
                0,
                HORIZON,
                0,
                ZoneId.of("Asia/Shanghai"),
                capacity,
                List.of(),
                waiting,
                List.of(),
                List.of(),
                Map.of(),
                PlanningSettings.defaults());
    }

    JobFacts job() {
        int devices = 1 << Math.min(12, (int) Math.abs(random.nextGaussian() * 2.2));
        double hours = Math.clamp(Math.exp(Math.log(12) + 1.2 * random.nextGaussian()), 2, 160);
        Map<String, Long> seconds = new HashMap<>();
        for (Model model : MODELS) {
            seconds.put(model.name(), (long) Math.ceil(hours * 500 / model.tflops()) * 3600);
        }
        Set<String> stacks = random.nextInt(3) > 0 ? Set.of("CUDA") : Set.of();
        long id = nextJob++;
        return new JobFacts(
                id,
                "job-" + id,
                (int) (id % tenants) + 1,
                WorkKind.TRAINING,
                new WorkerShape(Math.min(8, devices) * 1000, 0, 0),
                Width.rigid(Math.max(1, devices / 8)),
                new AcceleratorDemand(Set.of(), stacks, 0),
                Fabric.any(),
                new Work.ByModel(seconds),
                0,
                0,
                null,
                random.nextInt(3),
                devices * hours,
                false,
                0,
                tenants > 1 && id % 10 == 0 ? CityPromises.reads(id) : DataNeeds.NONE);
    }

    private List<PartitionFacts> partitions(int count, int devices) {
        double[] weights = random.doubles(count, 0, 1)
                .map(any -> Math.exp(random.nextGaussian()))
                .toArray();
        double all = 0;
        for (double weight : weights) {
            all += weight;
        }
        List<PartitionFacts> partitions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int nodes = Math.max(1, (int) (weights[i] / all * devices / 8));
            partitions.add(partition(i + 1, nodes, MODELS.get(random.nextInt(MODELS.size()))));
        }
        return partitions;
    }

    private static PartitionFacts partition(int id, int nodes, Model model) {
        return new PartitionFacts(
                id,
                "cluster-%d/%s-%d".formatted(id / 4, model.name(), id),
                "cluster-" + id / 4,
                model.name(),
                model.stack(),
                80,
                OptionalDouble.of(model.tflops()),
                8,
                128_000,
                1_048_576,
                nodes,
                nodes,
                Profile.constant(nodes * 8_000L),
                Profile.constant(nodes),
                Set.of(),
                Set.of(),
                true);
    }
}
