package io.exaplan.server.planning;

import io.exaplan.engine.kernel.TimeWindow;
import io.exaplan.engine.model.BudgetFacts;
import io.exaplan.engine.model.DatasetFacts;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.ReservationFacts;
import io.exaplan.engine.model.TargetFacts;
import io.exaplan.server.demand.Budget;
import io.exaplan.server.demand.Budgets;
import io.exaplan.server.demand.Dataset;
import io.exaplan.server.demand.Datasets;
import io.exaplan.server.demand.Recurrence.Window;
import io.exaplan.server.demand.Reservation;
import io.exaplan.server.demand.Reservations;
import io.exaplan.server.demand.Target;
import io.exaplan.server.demand.Targets;
import io.exaplan.server.demand.Tenant;
import io.exaplan.server.demand.TenantUse;
import io.exaplan.server.demand.Tenants;
import io.exaplan.server.inventory.PartitionRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From reservations, budgets, datasets and targets as they are stored to what the plan obeys. */
@Component
class RulesReader {

    /** What comes back is spelled out so far beyond the horizon; then the book is made again. */
    static final Duration AHEAD = Duration.ofDays(30);

    private static final int MOST_WINDOWS = 1_000;

    private final Reservations reservations;
    private final Budgets budgets;
    private final Datasets datasets;
    private final Targets targets;
    private final Tenants tenants;
    private final TenantUse use;
    private final LoopSettings settings;

    RulesReader(
            Reservations reservations,
            Budgets budgets,
            Datasets datasets,
            Targets targets,
            Tenants tenants,
            TenantUse use,
            LoopSettings settings) {
        this.reservations = reservations;
        this.budgets = budgets;
        this.datasets = datasets;
        this.targets = targets;
        this.tenants = tenants;
        this.use = use;
        this.settings = settings;
    }

    /** All that a plan has to obey. */
    record Ruled(
            List<ReservationFacts> reservations,
            List<BudgetFacts> budgets,
            List<DatasetFacts> datasets,
            List<TargetFacts> targets) {}

    /** The problem with all that it has to obey. */
    PlanningProblem ruled(PlanningProblem problem, Collection<PartitionRow> rows) {
        Ruled ruled = read(Instant.ofEpochSecond(problem.nowSecond()), rows);
        return problem.withFacts(ruled.reservations(), ruled.budgets(), ruled.datasets(), ruled.targets());
    }

    /** What has to be obeyed as of a moment of plan time, on the partitions there are. */
    Ruled read(Instant now, Collection<PartitionRow> rows) {
        Map<String, Tenant> named = tenants.all().stream()
                .collect(Collectors.toMap(tenant -> tenant.stated().name(), Function.identity()));
        return new Ruled(
                reservations.all().stream()
                        .flatMap(reservation -> facts(reservation, rows, now))
                        .sorted(Comparator.comparing(ReservationFacts::id))
                        .toList(),
                budgetFacts(now),
                datasets.all().stream()
                        .map(dataset -> facts(dataset.stated(), named))
                        .sorted(Comparator.comparing(DatasetFacts::name))
                        .toList(),
                targets.all().stream()
                        .flatMap(target -> facts(target, named, now))
                        .sorted(Comparator.comparing(TargetFacts::id))
                        .toList());
    }

    private List<BudgetFacts> budgetFacts(Instant now) {
        List<Budget> open = budgets.openAt(now);
        Map<Integer, Double> consumed = budgets.consumed(open, now);
        return open.stream()
                .map(budget -> new BudgetFacts(
                        Integer.toString(budget.id()),
                        budget.tenantId(),
                        window(budget.window().from(), budget.window().until()),
                        budget.pflopsDays(),
                        consumed.getOrDefault(budget.id(), 0.0)))
                .sorted(Comparator.comparing(BudgetFacts::id))
                .toList();
    }

    private Stream<ReservationFacts> facts(Reservation reservation, Collection<PartitionRow> rows, Instant now) {
        Reservation.Stated stated = reservation.stated();
        List<TimeWindow> windows =
                stated
                        .windows(
                                settings.zone(),
                                now,
                                now.plus(settings.horizon()).plus(AHEAD),
                                MOST_WINDOWS)
                        .stream()
                        .map(RulesReader::window)
                        .toList();
        return windows.isEmpty()
                ? Stream.empty()
                : rows.stream()
                        .filter(row -> row.cluster().id() == reservation.clusterId())
                        .filter(row -> reservation.partitionId() == null || reservation.partitionId() == row.id())
                        .filter(row -> !row.nodes().isEmpty())
                        .map(row -> facts(reservation, row, windows));
    }

    /** Without devices and nodes all nodes are meant, whatever their state. */
    private static ReservationFacts facts(Reservation reservation, PartitionRow row, List<TimeWindow> windows) {
        Integer devices = reservation.stated().devices();
        Integer nodes = reservation.stated().nodes();
        return new ReservationFacts(
                reservation.id() + "/" + row.id(),
                row.id(),
                reservation.tenantId(),
                devices == null ? 0 : devices * 1000L,
                devices != null ? 0 : nodes == null ? row.nodes().size() : nodes,
                windows);
    }

    private static DatasetFacts facts(Dataset.Stated stated, Map<String, Tenant> tenants) {
        Set<Integer> readers = new HashSet<>();
        Stream.concat(stated.grants().stream(), Stream.ofNullable(stated.owner()))
                .map(tenants::get)
                .forEach(tenant -> {
                    if (tenant != null) {
                        readers.add(tenant.id());
                    }
                });
        return new DatasetFacts(
                stated.name(),
                stated.classification() == Dataset.Classification.OPEN,
                readers,
                Set.copyOf(stated.residency()),
                stated.replicas().stream().map(Dataset.Replica::cluster).collect(Collectors.toSet()),
                stated.sizeGib());
    }

    /** Only what is leased can be planned for. A date without a window is meant as an average from now until then. */
    private Stream<TargetFacts> facts(Target target, Map<String, Tenant> named, Instant now) {
        Target.Stated stated = target.stated();
        Instant from = stated.from() == null ? now : stated.from();
        if (stated.scope() == Target.Scope.CITY
                || stated.level() != Target.Level.ALLOCATED
                || !stated.by().isAfter(now)
                || stated.by().getEpochSecond() <= from.getEpochSecond()) {
            return Stream.empty();
        }
        String owner = String.valueOf(stated.owner());
        boolean ofTenant = stated.scope() == Target.Scope.TENANT;
        List<Integer> ids = named.values().stream()
                .filter(tenant -> stated.counts(tenant.stated()))
                .map(Tenant::id)
                .toList();
        double attained = from.isBefore(now)
                ? use.ofRuns(ids, from, now).stream()
                        .mapToDouble(each -> each.pflopsDays(from, now))
                        .sum()
                : 0;
        return ids.isEmpty()
                ? Stream.empty()
                : Stream.of(new TargetFacts(
                        Integer.toString(target.id()),
                        ofTenant ? ids.getFirst() : null,
                        ofTenant ? "" : owner,
                        window(from, stated.by()),
                        stated.atLeast(),
                        attained));
    }

    private static TimeWindow window(Window window) {
        return window(window.from(), window.until());
    }

    private static TimeWindow window(Instant from, @Nullable Instant until) {
        return new TimeWindow(from.getEpochSecond(), until == null ? Long.MAX_VALUE : JobAssembly.ceil(until));
    }
}
