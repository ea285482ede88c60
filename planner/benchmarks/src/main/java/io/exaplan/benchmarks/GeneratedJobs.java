package io.exaplan.benchmarks;

import io.exaplan.engine.model.AcceleratorDemand;
import io.exaplan.engine.model.DataNeeds;
import io.exaplan.engine.model.Deadline;
import io.exaplan.engine.model.Fabric;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Width;
import io.exaplan.engine.model.Work;
import io.exaplan.engine.model.WorkKind;
import io.exaplan.engine.model.WorkerShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Jobs of a generated city; {@code planner/benchmarks/instances/README.md} says what they are drawn from. */
final class GeneratedJobs {
    private static final int PER_NODE = GeneratedCity.DEVICES_PER_NODE;
    private static final int[] GANGS = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024};
    private static final double[] GANG_WEIGHTS = {22, 8, 12, 22, 12, 9, 6, 4, 3, 1.5, 0.5};
    private static final int[] MEMORIES = {40, 64, 80};
    private static final double REFERENCE_TFLOPS = 500;
    private static final double DEMAND = 1.3;
    private static final double MEDIAN_HOURS = 12;
    private static final double HOURS_SIGMA = 1.2;
    private static final double LOSS_PER_DOUBLING = 0.9;

    /** So many tenants are asked before a gang is halved. */
    private static final int TENANTS_ASKED = 50;

    private final Random random;
    private final double[] shares;
    private final double[] tenants;
    private final double quotaTflops;
    private long nextId;

    /**
     * @param tenantShares what part of all jobs is each tenant's
     * @param quotaTflops quota of all tenants together
     * @param firstId of the first job
     */
    GeneratedJobs(long seed, double[] tenantShares, double quotaTflops, long firstId) {
        this.quotaTflops = quotaTflops;
        this.shares = tenantShares.clone();
        nextId = firstId;
        random = new Random(seed);
        tenants = tenantShares.clone();
        Arrays.parallelPrefix(tenants, Double::sum);
    }

    /** So many jobs that ask for 1.3 times the work there is, in TFLOPS-seconds. */
    List<JobFacts> waiting(int count, double tflopsSeconds) {
        List<Sketch> sketches = new ArrayList<>();
        double asked = 0;
        for (int i = 0; i < count; i++) {
            Sketch sketch = sketch();
            sketches.add(sketch);
            asked += sketch.deviceHours() * 3600 * REFERENCE_TFLOPS;
        }
        double scale = DEMAND * tflopsSeconds / asked;
        return sketches.stream().map(sketch -> job(sketch, scale)).toList();
    }

    /** One more job of the same mix, which nothing is scaled by. */
    JobFacts job() {
        return job(sketch(), 1);
    }

    /** A training job of so many devices at most, for a run. */
    JobFacts running(int mostDevices) {
        Sketch drawn = sketch();
        int devices = Math.min(mostDevices, drawn.devices());
        return job(new Sketch(Kind.RIGID, drawn.tenant(), devices, drawn.hours(), drawn.weight()), 1);
    }

    private enum Kind {
        RIGID,
        ELASTIC,
        SERVICE
    }

    /**
     * What a job asks for before it is scaled.
     *
     * @param hours on devices of 500 TFLOPS; of a service in all
     */
    private record Sketch(Kind kind, int tenant, int devices, double hours, int weight) {
        double deviceHours() {
            return devices * hours;
        }
    }

    private Sketch sketch() {
        int devices = GANGS[pick(GANG_WEIGHTS)];
        int tenant = tenant();
        for (int tries = 1; !owns(tenant, devices); tries++) {
            tenant = tenant();
            devices = tries % TENANTS_ASKED == 0 ? Math.max(1, devices / 2) : devices;
        }
        double hours = Math.clamp(MEDIAN_HOURS * Math.exp(HOURS_SIGMA * random.nextGaussian()), 0.5, 160);
        int part = random.nextInt(100);
        Kind kind = part < 88 ? Kind.RIGID : part < 96 ? Kind.ELASTIC : Kind.SERVICE;
        if (kind == Kind.SERVICE) {
            int replica = Math.min(devices, 1 << random.nextInt(6));
            return new Sketch(kind, tenant, replica, 24.0 * (1 + random.nextInt(7)), 1 + random.nextInt(5));
        }
        return new Sketch(kind, tenant, devices, hours, 1 + random.nextInt(5));
    }

    /** Teams ask for no wider gang than their own quota holds; the smallest job is everybody's. */
    private boolean owns(int tenant, int devices) {
        return devices == 1 || devices * REFERENCE_TFLOPS <= shares[tenant - 1] * quotaTflops;
    }

    private JobFacts job(Sketch sketch, double scale) {
        long id = nextId++;
        boolean service = sketch.kind() == Kind.SERVICE;
        long release = random.nextBoolean() ? 0 : random.nextInt(7 * 24 * 60) * 60L;
        double hours = service ? sketch.hours() : sketch.hours() * scale;
        int perWorker = Math.min(PER_NODE, sketch.devices());
        return new JobFacts(
                id,
                "job-%05d".formatted(id),
                sketch.tenant(),
                service ? WorkKind.INFERENCE : WorkKind.TRAINING,
                new WorkerShape(perWorker * 1000, 0, 0),
                width(sketch, sketch.devices() / perWorker),
                new AcceleratorDemand(Set.of(), stacks(), MEMORIES[random.nextInt(MEMORIES.length)]),
                Fabric.any(),
                service ? service(hours) : training(hours),
                0,
                release,
                new Deadline(GeneratedCity.HORIZON, true),
                priority(),
                Math.max(1, Math.round(hours * sketch.weight() * sketch.devices())),
                false,
                0,
                random.nextInt(10) > 0 ? DataNeeds.NONE : reads());
    }

    /** Up to four times as wide; each doubling of the workers makes it 1.8 times as fast. */
    private Width width(Sketch sketch, int workers) {
        if (sketch.kind() != Kind.ELASTIC || workers > 16) {
            return Width.rigid(workers);
        }
        List<Double> speedUps = new ArrayList<>();
        for (int wide = workers; wide <= 4 * workers; wide++) {
            double times = (double) wide / workers;
            double speed = times * Math.pow(LOSS_PER_DOUBLING, Math.log(times) / Math.log(2));
            speedUps.add(Math.round(speed * 1000) / 1000.0);
        }
        return new Width(workers, 4 * workers, speedUps);
    }

    private static Work training(double hours) {
        Map<String, Long> seconds = new TreeMap<>();
        for (Accelerator model : Accelerator.ALL) {
            seconds.put(model.key(), Math.max(60, Math.round(hours * 3600 * REFERENCE_TFLOPS / model.tflops())));
        }
        return new Work.ByModel(seconds);
    }

    /** One to four replicas at night, up to three times as many by day; whole days. */
    private Work service(double hours) {
        int night = 1 + random.nextInt(4);
        int day = night * (1 + random.nextInt(3));
        List<Integer> replicas = new ArrayList<>();
        for (int hour = 0; hour < 24; hour++) {
            replicas.add(hour < 8 || hour >= 22 ? night : day);
        }
        return new Work.Service(replicas, Math.round(hours * 3600));
    }

    private Set<String> stacks() {
        double part = random.nextDouble();
        if (part < 0.5) {
            return Set.of("CUDA");
        }
        return part < 0.75 ? Set.of() : part < 0.92 ? Set.of("CANN") : part < 0.97 ? Set.of("NEUWARE") : Set.of("DTK");
    }

    private int priority() {
        int part = random.nextInt(100);
        return part < 85 ? 0 : part < 97 ? 1 : 2;
    }

    private DataNeeds reads() {
        return new DataNeeds(Set.of("corpus-%02d".formatted(random.nextInt(GeneratedCity.DATASETS))), Set.of());
    }

    private int tenant() {
        int index = Arrays.binarySearch(tenants, random.nextDouble() * tenants[tenants.length - 1]);
        return 1 + Math.min(tenants.length - 1, index < 0 ? -index - 1 : index);
    }

    private int pick(double[] weights) {
        double left = random.nextDouble() * Arrays.stream(weights).sum();
        for (int i = 0; i < weights.length - 1; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }
}
