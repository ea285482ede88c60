package io.exaplan.server.demo;

import io.exaplan.server.demo.CityFile.JobMix;
import io.exaplan.server.demo.CityFile.Team;
import io.exaplan.server.demo.DemoWorld.DemoJob;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** Jobs of the demo city without end, drawn from one seed: the same city every time. */
final class CityArrivals implements Iterator<DemoJob> {

    private static final int DEVICES_PER_WORKER = 8;
    /** Share of what the busiest hour sees, in each hour of the day: quiet nights, busy evenings; replicas, and jobs. */
    private static final double[] DAY = {
        .4, .3, .3, .3, .3, .3, .4, .5, .7, .9, 1, 1, .9, .9, 1, 1, 1, .9, .9, 1, 1, .9, .7, .5
    };

    private static final double MEAN_OF_DAY = Arrays.stream(DAY).average().orElseThrow();
    /** The city opens when people come to work. */
    private static final int OPENS = 9;

    private final CityFile city;
    private final Random random;
    private int number;
    private double clockSeconds;

    CityArrivals(CityFile city) {
        this.city = city;
        this.random = new Random(city.seed());
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public DemoJob next() {
        if (number >= city.firstJobs()) {
            clockSeconds += -Math.log(1 - random.nextDouble()) * city.meanGapSeconds() / rush();
        }
        number++;
        Team team = draw(city.tenants(), Team::share);
        JobMix mix = draw(city.jobs(), JobMix::weight);
        String name = "%s-%d".formatted(mix.name(), number);
        return new DemoJob("city/" + name, team.name(), (long) clockSeconds, spec(name, mix));
    }

    /** How much more is submitted in this hour than in the mean of a day: 1.4 by day, 0.4 in the depth of the night. */
    private double rush() {
        int hour = (int) (OPENS + clockSeconds / 3600) % DAY.length;
        return DAY[hour] / MEAN_OF_DAY;
    }

    private Map<String, Object> spec(String name, JobMix mix) {
        int devices = powerOfTwo(mix.devices().getFirst(), mix.devices().getLast());
        long seconds =
                Math.round(3600 * logUniform(mix.hours().getFirst(), mix.hours().getLast()));
        int workers = Math.max(1, devices / DEVICES_PER_WORKER);
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("name", name);
        spec.put("worker", worker(devices / workers));
        spec.put("accelerators", accelerators(devices));
        spec.put("priorityClass", mix.priorityClass());
        spec.put("preemptible", mix.preemptible());
        if (mix.preemptible()) {
            spec.put("minimumRunTime", "PT15M");
            // What gives way again and again would never end if each run began at the beginning.
            spec.put("checkpoint", Map.of("location", "s3://city/checkpoints/" + name, "interval", "PT15M"));
        }
        spec.put("fabric", Map.of("domain", mix.fabric(), "required", false));
        if (mix.service()) {
            service(spec, seconds);
        } else {
            training(spec, workers, seconds, mix.preemptible());
        }
        return spec;
    }

    private void training(Map<String, Object> spec, int workers, long seconds, boolean goesOn) {
        boolean elastic = workers >= 4 && random.nextInt(4) == 0;
        spec.put("kind", "TRAINING");
        spec.put(
                "gang",
                elastic
                        ? Map.of("workers", workers, "minWorkers", workers / 2, "maxWorkers", workers)
                        : Map.of("workers", workers));
        spec.put("expectedDuration", "PT%dS".formatted(seconds));
        // People's estimates are rarely right: what really happens is between half and the whole of it. What goes on
        // from a
        // checkpoint runs for the rest of what was expected.
        long real = between(seconds / 2, seconds);
        if (!goesOn) {
            spec.put("runtime", Map.of("environment", Map.of("EXAPLAN_SIMULATED_DURATION", "PT%dS".formatted(real))));
        }
    }

    private void service(Map<String, Object> spec, long seconds) {
        int busiest = 2 + random.nextInt(7);
        spec.put("kind", "INFERENCE");
        spec.put("gang", Map.of("workers", 1));
        spec.put(
                "service",
                Map.of(
                        "replicasByHour",
                        IntStream.range(0, DAY.length)
                                .map(hour -> (int) Math.max(1, Math.round(busiest * DAY[hour])))
                                .boxed()
                                .toList(),
                        "duration",
                        "PT%dS".formatted(seconds)));
    }

    private static Map<String, Object> worker(int devices) {
        return Map.of("milliDevices", devices * 1000, "cpuMilli", devices * 12_000L, "memoryMib", devices * 98_304L);
    }

    /** Most code still needs CUDA; some is ported to CANN, little runs anywhere; the large ones want memory. */
    private Map<String, Object> accelerators(int devices) {
        int memory = devices >= 64 ? 64 : 0;
        List<List<String>> stacks = List.of(
                List.of("CUDA"),
                List.of("CUDA"),
                List.of("CUDA"),
                List.of("CANN"),
                List.of("CANN"),
                List.of("CUDA", "CANN"),
                List.of("CUDA", "CANN"),
                List.of("CUDA", "CANN", "NEUWARE"));
        return Map.of("stacks", stacks.get(random.nextInt(stacks.size())), "minMemoryGib", memory);
    }

    private int powerOfTwo(int least, int most) {
        int steps = Integer.numberOfTrailingZeros(most) - Integer.numberOfTrailingZeros(least);
        return least << random.nextInt(steps + 1);
    }

    private double logUniform(double least, double most) {
        return least * Math.pow(most / least, random.nextDouble());
    }

    private long between(long least, long most) {
        return least + (long) (random.nextDouble() * (most - least));
    }

    private <T> T draw(List<T> choices, ToIntFunction<T> weight) {
        int left = random.nextInt(choices.stream().mapToInt(weight).sum());
        for (T choice : choices) {
            left -= weight.applyAsInt(choice);
            if (left < 0) {
                return choice;
            }
        }
        throw new IllegalStateException("The weights of %s sum to nothing.".formatted(choices));
    }
}
