package io.exaplan.engine.checker;

import io.exaplan.engine.checker.Violation.Rule;
import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.RunFacts;
import io.exaplan.engine.model.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether what is planned fits beside what runs, at every second from now on at which anything changes. */
final class CapacityRules {
    private final PlanningProblem problem;

    CapacityRules(PlanningProblem problem) {
        this.problem = problem;
    }

    List<Violation> check(List<Standing> planned) {
        Map<Integer, List<Standing>> byPartition = new HashMap<>();
        planned.forEach(standing -> byPartition
                .computeIfAbsent(standing.partition().id(), absent -> new ArrayList<>())
                .add(standing));
        List<Violation> violations = new ArrayList<>();
        for (PartitionFacts partition : problem.partitions()) {
            List<Standing> here = byPartition.getOrDefault(partition.id(), List.of());
            violations.addAll(devices(partition, here));
            violations.addAll(wholeNodes(partition, here));
        }
        return violations;
    }

    private List<Violation> devices(PartitionFacts partition, List<Standing> planned) {
        Ledger runs = new Ledger();
        for (RunFacts run : runsOn(partition)) {
            add(runs, standing(run, partition), milliDevices(standing(run, partition)));
        }
        Ledger plan = new Ledger();
        planned.forEach(standing -> add(plan, standing, milliDevices(standing)));
        return shortages(
                Rule.DEVICE_CAPACITY, partition, ReservationRules.open(problem, partition, false), runs, plan, planned);
    }

    private List<Violation> wholeNodes(PartitionFacts partition, List<Standing> planned) {
        Ledger runs = new Ledger();
        Map<String, long[]> nodes = new TreeMap<>();
        for (RunFacts run : runsOn(partition)) {
            Standing standing = standing(run, partition);
            long perGang = GangShape.wholeNodes(run.job(), run.placement().width(), partition);
            boolean byTheHour = run.job().work() instanceof Work.Service && perGang > 0;
            if (byTheHour || run.nodes().isEmpty()) {
                add(runs, standing, perGang);
            } else {
                note(nodes, run, standing, partition);
            }
        }
        nodes.values().forEach(span -> runs.add(span[0], span[1], 1));
        Ledger plan = new Ledger();
        planned.forEach(standing -> add(
                plan,
                standing,
                GangShape.wholeNodes(standing.job(), standing.placement().width(), partition)));
        return shortages(
                Rule.WHOLE_NODES, partition, ReservationRules.open(problem, partition, true), runs, plan, planned);
    }

    /** A node is taken from the first run on it until the last has left. */
    static void note(Map<String, long[]> nodes, RunFacts run, Standing standing, PartitionFacts partition) {
        long start = run.placement().startSecond();
        for (String node : run.nodes()) {
            if (!partition.impairedNodes().contains(node)) {
                long[] span = nodes.computeIfAbsent(node, absent -> new long[] {start, standing.end()});
                span[0] = Math.min(span[0], start);
                span[1] = Math.max(span[1], standing.end());
            }
        }
    }

    private List<Violation> shortages(
            Rule rule, PartitionFacts partition, Profile capacity, Ledger runs, Ledger plan, List<Standing> planned) {
        NavigableMap<Long, Long> running = runs.sums();
        NavigableMap<Long, Long> planning = plan.sums();
        NavigableSet<Long> seconds = new TreeSet<>(running.keySet());
        seconds.addAll(planning.keySet());
        capacity.steps().forEach(step -> seconds.add(step.fromSecond()));
        seconds.add(problem.nowSecond());
        Map<Boolean, Violation> worst = new TreeMap<>();
        Map<Boolean, Long> most = new HashMap<>();
        for (long second : seconds.tailSet(problem.nowSecond())) {
            long run = at(running, second);
            long wanted = at(planning, second);
            long missing = run + wanted - capacity.at(second);
            boolean byRuns = wanted == 0;
            if (missing > most.getOrDefault(byRuns, 0L)) {
                most.put(byRuns, missing);
                worst.put(byRuns, violation(rule, partition, capacity, second, run, wanted, planned));
            }
        }
        return List.copyOf(worst.values());
    }

    private static Violation violation(
            Rule rule,
            PartitionFacts partition,
            Profile capacity,
            long second,
            long run,
            long wanted,
            List<Standing> planned) {
        Set<Long> jobs = new HashSet<>();
        for (Standing standing : planned) {
            if (standing.placement().startSecond() <= second && second < standing.end()) {
                jobs.add(standing.job().id());
            }
        }
        String detail = "partition (%s) at %s: has %d, runs hold %d, planned are %d"
                .formatted(partition.key(), Seconds.text(second), capacity.at(second), run, wanted);
        return new Violation(rule, partition.key(), wanted == 0 ? Set.of() : jobs, wanted == 0, detail);
    }

    private void add(Ledger ledger, Standing standing, long perGang) {
        ledger.add(standing, perGang, problem.zone(), problem.nowSecond(), problem.horizonSecond());
    }

    private static long milliDevices(Standing standing) {
        return (long) standing.placement().width() * standing.job().shape().milliDevices();
    }

    private List<RunFacts> runsOn(PartitionFacts partition) {
        return problem.runs().stream()
                .filter(run -> run.placement().partition() == partition.id())
                .toList();
    }

    static Standing standing(RunFacts run, PartitionFacts partition) {
        Placement placement = run.placement();
        long seconds = run.endSecond() == Long.MAX_VALUE
                ? Long.MAX_VALUE
                : Math.max(0, run.endSecond() - placement.startSecond());
        return new Standing(run.job(), partition, placement, seconds);
    }

    private static long at(NavigableMap<Long, Long> sums, long second) {
        Map.Entry<Long, Long> floor = sums.floorEntry(second);
        return floor == null ? 0 : floor.getValue();
    }
}
