package io.exaplan.engine.checker;

import io.exaplan.engine.checker.Violation.Rule;
import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.RunFacts;
import io.exaplan.engine.model.TenantFacts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether tenants use more than their quotas and what others lend, at every second from now on at which anything changes.
 * What runs use too much alone is reported as such; the plan must not add to it.
 */
final class QuotaRules {
    /** Amounts are whole MFLOPS. */
    private static final double PER_PFLOPS = 1e9;

    private static final long NO_LIMIT = 1_000_000_000_000_000_000L;

    private final PlanningProblem problem;
    private final List<Standing> promised;
    private final Map<Integer, PartitionFacts> partitions = new HashMap<>();

    /** @param promised starts that count as if they ran */
    QuotaRules(PlanningProblem problem, List<Standing> promised) {
        this.problem = problem;
        this.promised = promised;
        problem.partitions().forEach(partition -> partitions.put(partition.id(), partition));
    }

    /** What one tenant uses at the second looked at. */
    private static final class Account {
        private final long guaranteed;
        private final long most;
        private long running;
        private long planned;

        Account(TenantFacts tenant) {
            long nominal = limited(tenant.nominalPflops());
            guaranteed = nominal - Math.min(nominal, limited(tenant.lendingLimitPflops()));
            most = Math.min(NO_LIMIT, nominal + limited(tenant.borrowingLimitPflops()));
        }

        private long borrowed(boolean plan) {
            return Math.max(0, running + (plan ? planned : 0) - guaranteed);
        }

        private long tooMuch(boolean plan) {
            return Math.max(0, running + (plan ? planned : 0) - most);
        }
    }

    private record Change(Account account, boolean planned, long value) {}

    List<Violation> check(List<Standing> plan) {
        Map<String, List<TenantFacts>> cohorts = new TreeMap<>();
        for (TenantFacts tenant : problem.tenants()) {
            String alone = "tenant " + tenant.key();
            cohorts.computeIfAbsent(
                            tenant.cohort().isEmpty() ? alone : "cohort " + tenant.cohort(),
                            absent -> new ArrayList<>())
                    .add(tenant);
        }
        Map<Integer, Ledger> running = running();
        Map<Integer, Ledger> planned = new HashMap<>();
        plan.forEach(standing -> charge(planned, standing));
        List<Violation> violations = new ArrayList<>();
        cohorts.forEach((name, tenants) -> violations.addAll(check(name, tenants, running, planned, plan)));
        return violations;
    }

    private List<Violation> check(
            String name,
            List<TenantFacts> tenants,
            Map<Integer, Ledger> running,
            Map<Integer, Ledger> planned,
            List<Standing> plan) {
        Map<Integer, Account> accounts = new HashMap<>();
        long lent = 0;
        NavigableMap<Long, List<Change>> changes = new TreeMap<>();
        for (TenantFacts tenant : tenants) {
            Account account = new Account(tenant);
            accounts.put(tenant.id(), account);
            lent = Math.min(NO_LIMIT, lent + limited(tenant.nominalPflops()) - account.guaranteed);
            note(changes, account, false, running.get(tenant.id()));
            note(changes, account, true, planned.get(tenant.id()));
        }
        return sweep(name, accounts, lent, changes, plan);
    }

    private List<Violation> sweep(
            String name,
            Map<Integer, Account> accounts,
            long lent,
            NavigableMap<Long, List<Change>> changes,
            List<Standing> plan) {
        Map<Boolean, Violation> worst = new TreeMap<>();
        Map<Boolean, Long> most = new HashMap<>();
        changes.computeIfAbsent(problem.nowSecond(), absent -> new ArrayList<>());
        for (Map.Entry<Long, List<Change>> at : changes.entrySet()) {
            for (Change change : at.getValue()) {
                if (change.planned()) {
                    change.account().planned = change.value();
                } else {
                    change.account().running = change.value();
                }
            }
            if (at.getKey() >= problem.nowSecond()) {
                long byRuns = excess(accounts.values(), lent, false);
                long byPlan = excess(accounts.values(), lent, true) - byRuns;
                boolean runsOnly = byPlan <= 0;
                long excess = runsOnly ? byRuns : byPlan;
                if (excess > most.getOrDefault(runsOnly, 0L)) {
                    most.put(runsOnly, excess);
                    worst.put(runsOnly, violation(name, accounts.keySet(), at.getKey(), excess, runsOnly, plan));
                }
            }
        }
        return List.copyOf(worst.values());
    }

    private static long excess(Collection<Account> accounts, long lent, boolean plan) {
        long borrowed = 0;
        long tooMuch = 0;
        for (Account account : accounts) {
            borrowed += account.borrowed(plan);
            tooMuch += account.tooMuch(plan);
        }
        return Math.max(0, borrowed - lent) + tooMuch;
    }

    private static Violation violation(
            String name, Set<Integer> tenants, long second, long excess, boolean runsOnly, List<Standing> plan) {
        Set<Long> jobs = new HashSet<>();
        for (Standing standing : plan) {
            if (!runsOnly
                    && tenants.contains(standing.job().tenant())
                    && standing.placement().startSecond() <= second
                    && second < standing.end()) {
                jobs.add(standing.job().id());
            }
        }
        String detail =
                "%s at %s: %s PFLOPS beyond its quota".formatted(name, Seconds.text(second), excess / PER_PFLOPS);
        return new Violation(Rule.QUOTA, name, jobs, runsOnly, detail);
    }

    private static void note(
            NavigableMap<Long, List<Change>> changes, Account account, boolean planned, @Nullable Ledger ledger) {
        if (ledger != null) {
            ledger.sums()
                    .forEach((second, sum) -> changes.computeIfAbsent(second, absent -> new ArrayList<>())
                            .add(new Change(account, planned, sum)));
        }
    }

    private Map<Integer, Ledger> running() {
        Map<Integer, Ledger> running = new HashMap<>();
        for (RunFacts run : problem.runs()) {
            PartitionFacts partition = partitions.get(run.placement().partition());
            if (partition != null) {
                long start = run.placement().startSecond();
                long seconds =
                        run.endSecond() == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, run.endSecond() - start);
                charge(running, new Standing(run.job(), partition, run.placement(), seconds));
            }
        }
        promised.forEach(standing -> charge(running, standing));
        return running;
    }

    private void charge(Map<Integer, Ledger> ledgers, Standing standing) {
        long perMilliDevice = Math.round(standing.partition().peakTflops().orElse(0) * 1000);
        long perGang = perMilliDevice
                * standing.job().shape().milliDevices()
                * standing.placement().width();
        ledgers.computeIfAbsent(standing.job().tenant(), absent -> new Ledger())
                .add(standing, perGang, problem.zone(), problem.nowSecond(), problem.horizonSecond());
    }

    private static long limited(double pflops) {
        return pflops * PER_PFLOPS >= NO_LIMIT ? NO_LIMIT : Math.max(0, (long) (pflops * PER_PFLOPS));
    }
}
