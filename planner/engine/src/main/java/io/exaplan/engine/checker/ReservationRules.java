package io.exaplan.engine.checker;

import io.exaplan.engine.checker.Violation.Rule;
import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.kernel.TimeWindow;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.ReservationFacts;
import io.exaplan.engine.model.RunFacts;
import io.exaplan.engine.model.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether everybody finds what is kept for them, at every second from now on at which anything changes: each tenant counts
 * with what it uses or with what is reserved for it, whichever is more, and all of them together find room. Runs that stand
 * inside what is kept for others are reported; the plan must not add to it.
 */
final class ReservationRules {
    private final PlanningProblem problem;
    private final List<Standing> promised;

    /** @param promised starts that count as if they ran */
    ReservationRules(PlanningProblem problem, List<Standing> promised) {
        this.problem = problem;
        this.promised = promised;
    }

    /** What there is of a partition once maintenance has closed its part, in devices or in whole nodes. */
    static Profile open(PlanningProblem problem, PartitionFacts partition, boolean nodes) {
        Profile capacity = nodes ? partition.wholeNodes() : partition.milliDevices();
        Profile closed = Profile.ZERO;
        for (ReservationFacts reservation : problem.reservations()) {
            if (reservation.maintenance() && reservation.partition() == partition.id()) {
                for (TimeWindow window : reservation.windows()) {
                    closed = closed.plus(
                            window.fromSecond(), window.untilSecond(), amount(reservation, partition, nodes));
                }
            }
        }
        return capacity.minus(closed.min(capacity.minus(capacity.atMost(0))));
    }

    List<Violation> check(List<Standing> planned) {
        List<Violation> violations = new ArrayList<>();
        for (PartitionFacts partition : problem.partitions()) {
            List<ReservationFacts> own = problem.reservations().stream()
                    .filter(reservation -> reservation.partition() == partition.id() && !reservation.maintenance())
                    .toList();
            if (!own.isEmpty()) {
                List<Standing> here = planned.stream()
                        .filter(standing -> standing.partition().id() == partition.id())
                        .toList();
                violations.addAll(check(partition, own, here, false));
                violations.addAll(check(partition, own, here, true));
            }
        }
        return violations;
    }

    /** What one tenant has at every second: kept for it, running and planned. */
    private static final class Account {
        private final Ledger kept = new Ledger();
        private final Ledger running = new Ledger();
        private final Ledger planned = new Ledger();
    }

    private List<Violation> check(
            PartitionFacts partition, List<ReservationFacts> own, List<Standing> planned, boolean nodes) {
        Map<Integer, Account> accounts = new TreeMap<>();
        for (ReservationFacts reservation : own) {
            Account account = accounts.computeIfAbsent(
                    Objects.requireNonNull(reservation.tenantOrNull()), absent -> new Account());
            for (TimeWindow window : reservation.windows()) {
                account.kept.add(window.fromSecond(), window.untilSecond(), amount(reservation, partition, nodes));
            }
        }
        Ledger running = new Ledger();
        run(partition, accounts, running, nodes);
        Ledger others = new Ledger();
        for (Standing standing : planned) {
            Account account = accounts.get(standing.job().tenant());
            add(account == null ? others : account.planned, standing, perGang(standing, nodes));
        }
        return sweep(partition, accounts.values().stream().toList(), running, others, planned, nodes);
    }

    /** What runs hold; a node on which several stand is taken once by each tenant with a pool, and once in all. */
    private void run(PartitionFacts partition, Map<Integer, Account> accounts, Ledger all, boolean wholeNodes) {
        Map<Ledger, Map<String, long[]>> nodes = new LinkedHashMap<>();
        for (RunFacts run : problem.runs()) {
            if (run.placement().partition() == partition.id()) {
                Standing standing = CapacityRules.standing(run, partition);
                boolean onNodes = wholeNodes && !run.nodes().isEmpty() && !byTheHour(run, partition);
                Account account = accounts.get(run.job().tenant());
                for (Ledger ledger : account == null ? List.of(all) : List.of(all, account.running)) {
                    if (onNodes) {
                        CapacityRules.note(
                                nodes.computeIfAbsent(ledger, absent -> new TreeMap<>()), run, standing, partition);
                    } else {
                        add(ledger, standing, perGang(standing, wholeNodes));
                    }
                }
            }
        }
        for (Standing standing : promised) {
            Account account = accounts.get(standing.job().tenant());
            if (standing.partition().id() == partition.id()) {
                for (Ledger ledger : account == null ? List.of(all) : List.of(all, account.running)) {
                    add(ledger, standing, perGang(standing, wholeNodes));
                }
            }
        }
        nodes.forEach((ledger, spans) -> spans.values().forEach(span -> ledger.add(span[0], span[1], 1)));
    }

    private List<Violation> sweep(
            PartitionFacts partition,
            List<Account> accounts,
            Ledger running,
            Ledger others,
            List<Standing> planned,
            boolean nodes) {
        Profile open = open(problem, partition, nodes);
        NavigableMap<Long, Long> runs = running.sums();
        NavigableMap<Long, Long> rest = others.sums();
        List<Sums> sums = accounts.stream().map(Sums::new).toList();
        NavigableSet<Long> seconds = new TreeSet<>(runs.keySet());
        seconds.addAll(rest.keySet());
        sums.forEach(sum -> sum.addSeconds(seconds));
        open.steps().forEach(step -> seconds.add(step.fromSecond()));
        seconds.add(problem.nowSecond());
        Map<Boolean, Violation> worst = new TreeMap<>();
        Map<Boolean, Long> most = new HashMap<>();
        for (long second : seconds.tailSet(problem.nowSecond())) {
            long free = open.at(second) - at(runs, second);
            long base = free;
            long after = free - at(rest, second);
            long reservedOnly = open.at(second);
            for (Sums sum : sums) {
                base -= sum.unused(second, false);
                after -= sum.unused(second, true) + at(sum.planned, second);
                reservedOnly -= at(sum.kept, second);
            }
            boolean byRuns = Math.min(0, after) >= Math.min(0, base);
            long missing =
                    byRuns ? Math.min(0, reservedOnly) - Math.min(0, base) : Math.min(0, base) - Math.min(0, after);
            if (missing > most.getOrDefault(byRuns, 0L)) {
                most.put(byRuns, missing);
                worst.put(byRuns, violation(partition, second, missing, nodes, byRuns, planned));
            }
        }
        return List.copyOf(worst.values());
    }

    private record Sums(
            NavigableMap<Long, Long> kept, NavigableMap<Long, Long> running, NavigableMap<Long, Long> planned) {
        Sums(Account account) {
            this(account.kept.sums(), account.running.sums(), account.planned.sums());
        }

        void addSeconds(NavigableSet<Long> seconds) {
            seconds.addAll(kept.keySet());
            seconds.addAll(running.keySet());
            seconds.addAll(planned.keySet());
        }

        /** What is still kept for the tenant beside what it uses. */
        long unused(long second, boolean plan) {
            return Math.max(0, at(kept, second) - at(running, second) - (plan ? at(planned, second) : 0));
        }
    }

    private static Violation violation(
            PartitionFacts partition,
            long second,
            long missing,
            boolean nodes,
            boolean byRuns,
            List<Standing> planned) {
        Set<Long> jobs = new HashSet<>();
        for (Standing standing : planned) {
            if (!byRuns && standing.placement().startSecond() <= second && second < standing.end()) {
                jobs.add(standing.job().id());
            }
        }
        String detail = "partition (%s) at %s: %d %s of what is kept for others are %s"
                .formatted(
                        partition.key(),
                        Seconds.text(second),
                        missing,
                        nodes ? "nodes" : "thousandths of devices",
                        byRuns ? "held by runs" : "planned");
        String about = partition.key() + (nodes ? " in whole nodes" : " in devices");
        return new Violation(Rule.RESERVATION, about, jobs, byRuns, detail);
    }

    private static long amount(ReservationFacts reservation, PartitionFacts partition, boolean nodes) {
        long perNode = 1000L * partition.devicesPerNode();
        if (reservation.wholeNodes() > 0) {
            return nodes ? reservation.wholeNodes() : reservation.wholeNodes() * perNode;
        }
        return nodes ? reservation.milliDevices() / perNode : reservation.milliDevices();
    }

    private static long perGang(Standing standing, boolean nodes) {
        return nodes
                ? GangShape.wholeNodes(standing.job(), standing.placement().width(), standing.partition())
                : (long) standing.placement().width() * standing.job().shape().milliDevices();
    }

    private static boolean byTheHour(RunFacts run, PartitionFacts partition) {
        return run.job().work() instanceof Work.Service
                && GangShape.wholeNodes(run.job(), run.placement().width(), partition) > 0;
    }

    private void add(Ledger ledger, Standing standing, long perGang) {
        ledger.add(standing, perGang, problem.zone(), problem.nowSecond(), problem.horizonSecond());
    }

    private static long at(NavigableMap<Long, Long> sums, long second) {
        Map.Entry<Long, Long> floor = sums.floorEntry(second);
        return floor == null ? 0 : floor.getValue();
    }
}
