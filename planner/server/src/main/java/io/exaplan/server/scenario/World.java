package io.exaplan.server.scenario;

import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.RunFacts;
import io.exaplan.engine.model.TargetFacts;
import io.exaplan.engine.model.TenantFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A planning problem while an overlay is laid on it, change by change; a copy, the problem itself stays as it is. */
final class World {
    private final PlanningProblem base;
    private final TreeMap<Integer, PartitionFacts> partitions = new TreeMap<>();
    private final TreeMap<Integer, TenantFacts> tenants = new TreeMap<>();
    private final TreeMap<Long, JobFacts> jobs = new TreeMap<>();
    private final List<RunFacts> runs;
    private final Map<Long, Placement> current;
    private final List<TargetFacts> targets;
    private final List<Promise> promises;
    private final Stock stock = new Stock();
    private final SplittableRandom random;

    /**
     * @param promised what is promised as things are
     * @param seed of whatever the changes draw; the same seed gives the same world
     */
    World(PlanningProblem base, List<Promise> promised, long seed) {
        this.base = base;
        promises = new ArrayList<>(promised);
        base.partitions().stream()
                .filter(Announced::isDelivery)
                .forEach(partition -> stock.change(partition, partition.milliDevices(), Stock.Effect.COME_OR_GO));
        base.partitions().forEach(partition -> partitions.put(partition.id(), partition));
        base.tenants().forEach(tenant -> tenants.put(tenant.id(), tenant));
        base.jobs().forEach(job -> jobs.put(job.id(), job));
        runs = new ArrayList<>(base.runs());
        current = new HashMap<>(base.current());
        targets = new ArrayList<>(base.targets());
        random = new SplittableRandom(seed);
    }

    long nowSecond() {
        return base.nowSecond();
    }

    SplittableRandom random() {
        return random;
    }

    List<JobFacts> jobs() {
        return List.copyOf(jobs.values());
    }

    List<RunFacts> runs() {
        return List.copyOf(runs);
    }

    /** @param effect what it means that there are more devices, or fewer */
    void changePartition(int id, Stock.Effect effect, UnaryOperator<PartitionFacts> change) {
        partitions.computeIfPresent(id, (same, partition) -> {
            PartitionFacts changed = change.apply(partition);
            stock.change(changed, changed.milliDevices().minus(partition.milliDevices()), effect);
            return changed;
        });
    }

    /** @param make takes the id of the new partition */
    void addPartition(java.util.function.IntFunction<PartitionFacts> make) {
        int id = partitions.isEmpty() ? 1 : partitions.lastKey() + 1;
        PartitionFacts added = make.apply(id);
        partitions.put(id, added);
        stock.change(added, added.milliDevices(), Stock.Effect.COME_OR_GO);
    }

    void changeTenant(int id, UnaryOperator<TenantFacts> change) {
        tenants.computeIfPresent(id, (same, tenant) -> change.apply(tenant));
    }

    void changeTarget(String id, UnaryOperator<TargetFacts> change) {
        targets.replaceAll(target -> target.id().equals(id) ? change.apply(target) : target);
    }

    void changePromise(String id, UnaryOperator<Promise> change) {
        promises.replaceAll(promise -> promise.target().equals(id) ? change.apply(promise) : promise);
    }

    List<Promise> promises() {
        return List.copyOf(promises);
    }

    Stock stock() {
        return stock;
    }

    /** A job it has not, under an id that no job and no run of it has. */
    void addJob(java.util.function.LongFunction<JobFacts> make) {
        long highest = Math.max(
                jobs.isEmpty() ? 0 : jobs.lastKey(),
                runs.stream().mapToLong(run -> run.job().id()).max().orElse(0));
        jobs.put(highest + 1, make.apply(highest + 1));
    }

    /** Puts a job where another of its id was; its place in the plan stays. */
    void changeJob(JobFacts job) {
        jobs.put(job.id(), job);
    }

    void removeJob(long id) {
        jobs.remove(id);
        current.remove(id);
    }

    /** A run that ends for good. */
    void removeRun(RunFacts run) {
        runs.remove(run);
    }

    void changeRun(RunFacts run, RunFacts other) {
        runs.set(runs.indexOf(run), other);
    }

    /** What came of it. */
    PlanningProblem problem() {
        Set<Long> known = new HashSet<>(jobs.keySet());
        Map<Long, Placement> plan = new HashMap<>(current);
        plan.keySet().retainAll(known);
        return new PlanningProblem(
                base.nowSecond(),
                base.horizonSecond(),
                base.frozenUntilSecond(),
                base.zone(),
                List.copyOf(partitions.values()),
                List.copyOf(tenants.values()),
                List.copyOf(jobs.values()),
                runs.stream().sorted(Comparator.comparing(RunFacts::runId)).toList(),
                base.cuts(),
                plan,
                base.settings(),
                base.reservations(),
                base.budgets(),
                base.datasets(),
                List.copyOf(targets));
    }
}
