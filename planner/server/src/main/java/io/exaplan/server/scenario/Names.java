package io.exaplan.server.scenario;

import io.exaplan.engine.kernel.Seconds;
import io.exaplan.engine.kernel.TimeWindow;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.TargetFacts;
import io.exaplan.engine.model.TenantFacts;
import io.exaplan.engine.model.WorkKind;
import io.exaplan.server.demand.Target;
import io.exaplan.server.demand.Tenant;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Value;
import io.exaplan.server.web.Values;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the fields of a change may name: the clusters, partitions, tenants and times of the world it is laid on. */
final class Names {
    private static final long DAY = 86_400;
    private static final int MOST_NAMED = 20;

    private final PlanningProblem base;
    private final List<Promise> promises;
    private final List<Tenant> tenants;

    private final Scenario.Mode mode;

    Names(PlanningProblem base, List<Promise> promises, List<Tenant> tenants, Scenario.Mode mode) {
        this.base = base;
        this.promises = promises;
        this.tenants = tenants;
        this.mode = mode;
    }

    Scenario.Mode mode() {
        return mode;
    }

    /** The partition the delivery will make; none when it is refused. */
    Set<Integer> delivery(JsonForm form) {
        int id = form.required("delivery", Values.integer(1, Integer.MAX_VALUE), 1);
        Set<Integer> found = base.partitions().stream()
                .filter(partition -> Announced.isOf(partition, id))
                .map(PartitionFacts::id)
                .collect(Collectors.toSet());
        if (found.isEmpty() && form.has("delivery")) {
            form.refuse(
                    "delivery",
                    switch (mode) {
                        case OPERATIONAL -> "Announced deliveries are planned with in mode STRATEGIC only.";
                        case STRATEGIC ->
                            "No delivery of this id is to come. There are %s.".formatted(some(Announced.ids(base)));
                    });
        }
        return found;
    }

    /** Partitions of the cluster a field names; none when it is refused. */
    Set<Integer> partitionsOf(JsonForm form, String field) {
        return named(form, field, PartitionFacts::cluster);
    }

    /** The partition a field names; none when it is refused. */
    Set<Integer> partition(JsonForm form, String field) {
        return named(form, field, PartitionFacts::key);
    }

    private Set<Integer> named(JsonForm form, String field, java.util.function.Function<PartitionFacts, String> name) {
        String stated = form.required(field, Values.text(300), "");
        Set<Integer> found = base.partitions().stream()
                .filter(partition -> name.apply(partition).equals(stated))
                .map(PartitionFacts::id)
                .collect(Collectors.toSet());
        if (found.isEmpty() && !stated.isEmpty()) {
            form.refuse(
                    field,
                    "The base has none of this name. It has %s."
                            .formatted(some(base.partitions().stream().map(name))));
        }
        return found;
    }

    Optional<TenantFacts> tenant(JsonForm form) {
        String stated = form.required("tenant", Values.name(), "");
        Optional<TenantFacts> found = base.tenants().stream()
                .filter(tenant -> tenant.key().equals(stated))
                .findFirst();
        if (found.isEmpty() && !stated.isEmpty()) {
            form.refuse("tenant", unknownTenant());
        }
        return found;
    }

    private String unknownTenant() {
        return "The base has no tenant of this name. It has %s."
                .formatted(some(base.tenants().stream().map(TenantFacts::key)));
    }

    /** Which jobs: by tenant, kind of tenant, sector, kind of job; all that are stated must hold. */
    Selection selection(JsonForm form) {
        String name = form.orNull("tenant", Values.name());
        Tenant.Kind tenantKind = form.orNull("tenantKind", Values.oneOf(Tenant.Kind.class));
        Tenant.Sector sector = form.orNull("sector", Values.oneOf(Tenant.Sector.class));
        WorkKind kind = form.orNull("kind", Values.oneOf(WorkKind.class));
        if (name != null
                && base.tenants().stream().noneMatch(known -> known.key().equals(name))) {
            form.refuse("tenant", unknownTenant());
        }
        if (name == null && tenantKind == null && sector == null) {
            return new Selection(null, kind);
        }
        return new Selection(
                ids(stated -> (name == null || stated.name().equals(name))
                        && (tenantKind == null || stated.kind() == tenantKind)
                        && (sector == null || stated.sector() == sector)),
                kind);
    }

    private Set<Integer> ids(Predicate<Tenant.Stated> wanted) {
        Set<Integer> ids = new HashSet<>();
        tenants.stream().filter(tenant -> wanted.test(tenant.stated())).forEach(tenant -> ids.add(tenant.id()));
        return ids;
    }

    /** In PFLOPS: how many things there are no change changes. */
    boolean knowsTarget(String id) {
        return targetIds().anyMatch(id::equals);
    }

    String targets() {
        return some(targetIds());
    }

    private Stream<String> targetIds() {
        return Stream.concat(
                base.targets().stream().map(TargetFacts::id),
                promises.stream()
                        .filter(promise -> promise.scope() == Target.Scope.CITY && promise.level() != null)
                        .map(Promise::target));
    }

    /** {@code from} and {@code until}, the latter without an end when left out; it must not be over already. */
    TimeWindow window(JsonForm form) {
        Instant from = form.required("from", ahead(), now());
        Instant until = form.orNull("until", ahead());
        if (until != null && !until.isAfter(from)) {
            form.refuse("until", "State an instant after from.");
            return new TimeWindow(from.getEpochSecond(), Seconds.FOREVER);
        }
        if (until != null && !until.isAfter(now())) {
            form.refuse("until", "It is over: the base is of %s.".formatted(now()));
        }
        return new TimeWindow(from.getEpochSecond(), until == null ? Seconds.FOREVER : until.getEpochSecond());
    }

    /** When new jobs arrive: within {@code from} and {@code until}, the first day or, in weekly lots, all of it when left out. */
    TimeWindow arrival(JsonForm form) {
        Instant from = form.optional("from", ahead(), now());
        Instant until = form.optional("until", ahead(), usualEnd(from));
        if (from.isBefore(now())) {
            form.refuse("from", "It lies in the past: the base is of %s.".formatted(now()));
        }
        if (!until.isAfter(from)) {
            form.refuse("until", "State an instant after from.");
            return TimeWindow.lasting(from.getEpochSecond(), DAY);
        }
        return new TimeWindow(from.getEpochSecond(), until.getEpochSecond());
    }

    private Instant usualEnd(Instant from) {
        return switch (mode) {
            case OPERATIONAL -> from.plusSeconds(DAY);
            case STRATEGIC -> from.plusSeconds(Math.max(DAY, base.horizonSecond() - from.getEpochSecond()));
        };
    }

    private static Value<Instant> ahead() {
        return Values.instant();
    }

    private Instant now() {
        return Instant.ofEpochSecond(base.nowSecond());
    }

    private static String some(Stream<String> names) {
        List<String> all = names.distinct().sorted().limit(MOST_NAMED + 1).toList();
        return all.size() <= MOST_NAMED ? all.toString() : all.subList(0, MOST_NAMED) + " and more";
    }

    /** A partition of a cluster with this model and this many devices on each node, if there is one. */
    @Nullable
    PartitionFacts like(String cluster, String model, int devicesPerNode) {
        return base.partitions().stream()
                .filter(partition -> partition.cluster().equals(cluster)
                        && partition.acceleratorModel().equals(model)
                        && partition.devicesPerNode() == devicesPerNode)
                .findFirst()
                .orElse(null);
    }
}
