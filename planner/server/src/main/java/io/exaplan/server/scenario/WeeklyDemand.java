package io.exaplan.server.scenario;

import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.model.AcceleratorDemand;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.TenantFacts;
import io.exaplan.engine.model.Work;
import io.exaplan.engine.model.WorkKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Adds up the device time of jobs by tenant, kind and accelerators, and tells it as weekly lots. Device time is kept exactly, but
 * for whole seconds; shapes, fabrics, deadlines and data are not: they decide days, not months.
 */
final class WeeklyDemand {
    /** A service without end counts for as long as arrivals are counted, as any job does at most. */
    static final long LONGEST = 28 * 86_400;

    /** A lot takes at most this part of the largest partition it may stand in, or it would fit nowhere beside others. */
    private static final int PARTS_OF_LARGEST = 8;

    private final Set<String> models;
    private final Map<String, Long> largestByModel = new TreeMap<>();
    private final Map<Key, Sum> sums = new LinkedHashMap<>();

    WeeklyDemand(PlanningProblem base) {
        models = base.partitions().stream()
                .map(PartitionFacts::acceleratorModel)
                .collect(Collectors.toCollection(TreeSet::new));
        for (PartitionFacts partition : base.partitions()) {
            long devices = partition.milliDevices().max(base.nowSecond(), base.horizonSecond()) / 1000;
            largestByModel.merge(partition.acceleratorModel(), devices, Math::max);
        }
    }

    /** @param runsOn models the jobs have a run time on */
    private record Key(int tenant, WorkKind kind, AcceleratorDemand accelerators, Set<String> runsOn) {}

    private static final class Sum {
        private final Map<String, Double> deviceSecondsByModel = new TreeMap<>();
        private final Map<Integer, Double> byPriority = new TreeMap<>();
    }

    void add(JobFacts job) {
        Map<String, Double> deviceSeconds = new HashMap<>();
        double devices = job.shape().milliDevices() / 1000.0 * job.width().minWorkers() * replicas(job);
        for (String model : models) {
            OptionalLong seconds = job.secondsOn(model, job.width().minWorkers());
            if (seconds.isPresent()) {
                deviceSeconds.put(model, devices * Math.min(seconds.getAsLong(), LONGEST));
            }
        }
        if (deviceSeconds.isEmpty()) {
            return; // nothing the city has runs it
        }
        Sum sum = sums.computeIfAbsent(
                new Key(job.tenant(), job.kind(), job.accelerators(), Set.copyOf(deviceSeconds.keySet())),
                same -> new Sum());
        deviceSeconds.forEach((model, seconds) -> sum.deviceSecondsByModel.merge(model, seconds, Double::sum));
        sum.byPriority.merge(job.priority(), Collections.min(deviceSeconds.values()), Double::sum);
    }

    private static double replicas(JobFacts job) {
        return job.work() instanceof Work.Service service
                ? service.replicasByHour().stream()
                        .mapToInt(Integer::intValue)
                        .average()
                        .orElse(0)
                : 1;
    }

    /**
     * Lots that arrive at a second.
     *
     * @param firstId id of the first one
     * @param share of what was added up that they are
     * @param mostDevices of one lot
     */
    List<JobFacts> lots(PlanningProblem base, long firstId, long arrives, double share, int mostDevices) {
        Map<Integer, String> names =
                base.tenants().stream().collect(Collectors.toMap(TenantFacts::id, TenantFacts::key));
        List<JobFacts> lots = new ArrayList<>();
        sums.entrySet().stream().sorted(ORDER).forEach(entry -> {
            Key key = entry.getKey();
            if (!names.containsKey(key.tenant())) {
                return; // its tenant was deleted since
            }
            Map<String, Double> deviceSeconds = entry.getValue().deviceSecondsByModel;
            double devices = Collections.min(deviceSeconds.values()) * share / Lots.WEEK;
            int parts = (int) Math.max(1, Math.ceil(devices / Math.min(mostDevices, fitting(key))));
            int width = (int) Math.max(1, Math.ceil(devices / parts));
            Map<String, Double> each = new TreeMap<>();
            deviceSeconds.forEach((model, seconds) -> each.put(model, seconds * share / parts));
            Lots.Lot lot = new Lots.Lot(
                    "%s: %s".formatted(names.get(key.tenant()), inWords(key.accelerators())),
                    key.tenant(),
                    key.kind(),
                    key.accelerators(),
                    heaviest(entry.getValue().byPriority));
            for (int part = 0; part < parts; part++) {
                lots.add(Lots.job(Seconds.after(firstId, lots.size()), lot, width, each, arrives));
            }
        });
        return lots;
    }

    private long fitting(Key key) {
        Set<String> wanted = key.accelerators().models();
        long largest = key.runsOn().stream()
                .filter(model -> wanted.isEmpty() || wanted.contains(model))
                .mapToLong(model -> largestByModel.getOrDefault(model, 0L))
                .max()
                .orElse(0);
        return Math.max(1, largest / PARTS_OF_LARGEST);
    }

    private static final Comparator<Map.Entry<Key, Sum>> ORDER = Comparator.comparing(entry ->
            "%08d %s %s".formatted(entry.getKey().tenant(), entry.getKey().kind(), wanted(entry.getKey())));

    private static String wanted(Key key) {
        AcceleratorDemand accelerators = key.accelerators();
        return "%s%s%s %s"
                .formatted(
                        new TreeSet<>(accelerators.models()),
                        new TreeSet<>(accelerators.stacks()),
                        accelerators.minMemoryGib() > 0 ? " %.0f GiB".formatted(accelerators.minMemoryGib()) : "",
                        new TreeSet<>(key.runsOn()).size());
    }

    /** What people read as a lot's name beside its tenant's. */
    private static String inWords(AcceleratorDemand wanted) {
        List<String> words = new ArrayList<>(new TreeSet<>(wanted.models()));
        new TreeSet<>(wanted.stacks()).forEach(stack -> words.add(stack.toString()));
        if (wanted.minMemoryGib() > 0) {
            words.add("%.0f GiB".formatted(wanted.minMemoryGib()));
        }
        return words.isEmpty() ? "any" : String.join(", ", words);
    }

    private static int heaviest(Map<Integer, Double> byPriority) {
        return Collections.max(byPriority.entrySet(), Map.Entry.comparingByValue())
                .getKey();
    }
}
