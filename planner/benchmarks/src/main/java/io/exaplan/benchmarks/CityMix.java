package io.exaplan.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;

/**
 * Cities of the mix of experiment D, as the two files that {@code replay city} reads; the same seed writes the same city.
 *
 * <p>Distributions, measured on the city of {@code shared/data/city} and its description: partitions of log-normal size
 * (sigma 1.1, in nodes of 8) over eight models with the peaks and memories of their data sheets; gangs of powers of two
 * from 1 to 1,024, half as many of 2 and of 64 and more as of the others; hours log-normal with a median of 12 on a device
 * of 500 TFLOPS, sigma 1.2, held to 2 to 160, and by model in proportion to its peak, rounded up; half of the jobs
 * released at once, half over 96 hours; half bound to CUDA, a quarter to nothing, a fifth to CANN, the rest to Neuware;
 * memories of 40, 64 and 80 GB alike; weights 1 to 5 alike; value is weight times devices times hours. Jobs are drawn
 * until their work is 1.58 times the FLOPS of the week.
 *
 * <p>{@code bin/benchmark CityMix SEED FOLDER [PARTITIONS DEVICES]}, by default 160 and 100,000.
 */
public final class CityMix {
    private static final double DEMAND = 1.58;
    private static final int HORIZON_HOURS = 168;
    private static final double REFERENCE_TFLOPS = 500;
    private static final int[] GANGS = {1, 1, 2, 4, 4, 8, 8, 16, 16, 32, 32, 64, 128, 256, 512, 1024};
    private static final int[] MEMORIES = {40, 64, 80};

    private record Model(String name, double tflops, int memory, String stack) {}

    private static final List<Model> MODELS = List.of(
            new Model("H100", 989, 80, "cuda"),
            new Model("H800", 989, 80, "cuda"),
            new Model("A100", 312, 80, "cuda"),
            new Model("H20", 148, 96, "cuda"),
            new Model("910B", 376, 64, "cann"),
            new Model("910C", 752, 128, "cann"),
            new Model("MLU590", 314, 80, "neuware"),
            new Model("L40S", 362, 48, "cuda"));

    private final Random random;
    private final List<String> partitions = new ArrayList<>();
    private final List<String> jobs = new ArrayList<>();

    private CityMix(long seed) {
        random = new Random(seed);
    }

    public static void main(String[] args) throws IOException {
        if (args.length != 2 && args.length != 4) {
            System.err.println("Usage: CityMix SEED FOLDER [PARTITIONS DEVICES]");
            System.exit(2);
        }
        Path folder = Path.of(args[1]);
        write(
                Long.parseLong(args[0]),
                folder,
                args.length == 4 ? Integer.parseInt(args[2]) : 160,
                args.length == 4 ? Integer.parseInt(args[3]) : 100_000);
        System.out.println("Written to " + folder);
    }

    /** Writes {@code partitions.csv} and {@code jobs.csv} into a folder. */
    static void write(long seed, Path folder, int partitions, int devices) throws IOException {
        CityMix mix = new CityMix(seed);
        mix.drawJobs(mix.drawPartitions(partitions, devices) * HORIZON_HOURS * DEMAND);
        Files.createDirectories(folder);
        Files.write(folder.resolve("partitions.csv"), mix.partitions);
        Files.write(folder.resolve("jobs.csv"), mix.jobs);
    }

    /** Returns the TFLOPS drawn. */
    private double drawPartitions(int count, int devices) {
        partitions.add("partition,model,tflops,memory_gb,stack,devices");
        double[] sizes = new double[count];
        double all = 0;
        for (int i = 0; i < count; i++) {
            sizes[i] = Math.exp(1.1 * random.nextGaussian());
            all += sizes[i];
        }
        double tflops = 0;
        for (int i = 0; i < count; i++) {
            Model model = MODELS.get(random.nextInt(MODELS.size()));
            long size = Math.max(2, Math.round(sizes[i] / all * devices / 8)) * 8;
            tflops += size * model.tflops();
            partitions.add("p%03d,%s,%.0f,%d,%s,%d"
                    .formatted(i, model.name(), model.tflops(), model.memory(), model.stack(), size));
        }
        return tflops;
    }

    private void drawJobs(double work) {
        StringJoiner header = new StringJoiner(",", "job,release_h,devices,stack,min_memory_gb,weight,value,", "");
        MODELS.forEach(model -> header.add("hours_" + model.name()));
        jobs.add(header.toString());
        double drawn = 0;
        for (int i = 0; drawn < work; i++) {
            int devices = GANGS[random.nextInt(GANGS.length)];
            double hours = Math.clamp(12 * Math.exp(1.2 * random.nextGaussian()), 2, 160);
            int release = random.nextBoolean() ? 0 : random.nextInt(97);
            int weight = 1 + random.nextInt(5);
            StringJoiner job = new StringJoiner(",");
            job.add("j%05d,%d,%d,%s".formatted(i, release, devices, stack()));
            job.add("%d,%d,%d"
                    .formatted(
                            MEMORIES[random.nextInt(MEMORIES.length)],
                            weight,
                            Math.max(1, Math.round(weight * devices * hours))));
            MODELS.forEach(
                    model -> job.add(Long.toString((long) Math.ceil(hours * REFERENCE_TFLOPS / model.tflops()))));
            jobs.add(job.toString());
            drawn += devices * hours * REFERENCE_TFLOPS;
        }
    }

    private String stack() {
        double part = random.nextDouble();
        if (part < 0.5) {
            return "cuda";
        }
        return part < 0.75 ? "any" : part < 0.95 ? "cann" : "neuware";
    }
}
