package io.exaplan.server.scenario;

import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.engine.kernel.TimeWindow;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.TenantFacts;
import io.exaplan.server.demand.PriorityClass;
import io.exaplan.server.demand.Tenants;
import io.exaplan.server.planning.PlanSnapshots;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Value;
import io.exaplan.server.web.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Reads an overlay against the world it is laid on: names must be known there, times must lie ahead of it. */
@Component
class OverlayReader {
    /** What comes later than this never comes. */
    private static final Duration LATEST = Duration.ofDays(3650);

    /** A promise of nothing has no share that could be attained. */
    private static final double LEAST_PROMISE = 1e-6;

    private final Supplier<AcceleratorCatalogue> catalogue;
    private final Tenants tenants;
    private final PlanSnapshots plans;
    private final ScenarioSettings settings;

    OverlayReader(
            Supplier<AcceleratorCatalogue> catalogue, Tenants tenants, PlanSnapshots plans, ScenarioSettings settings) {
        this.catalogue = catalogue;
        this.tenants = tenants;
        this.plans = plans;
        this.settings = settings;
    }

    /** Everything that cannot be accepted is told to the form; it is the caller who finishes it. */
    List<Change> read(JsonForm form, PlanningProblem base, List<Promise> promises, Scenario.Mode mode) {
        List<JsonForm> forms = form.objects("changes", settings.maxChanges());
        if (forms.isEmpty()) {
            form.refuse("changes", "State at least one change.");
        }
        List<Change> changes = new ArrayList<>();
        Names names = new Names(base, promises, tenants.all(), mode);
        for (JsonForm one : forms) {
            change(one, names).ifPresent(changes::add);
        }
        // Where something in them is wrong it is told already, and the places no longer agree.
        if (forms.size() == changes.size()) {
            new OverlayRules(base, forms, changes, settings).check();
        }
        refuseTooMany(form, base, changes);
        return changes;
    }

    /** The changes read, laid on a base with all its demand, may be too much together. */
    void refuseTooMany(JsonForm form, PlanningProblem base, List<Change> changes) {
        new OverlayRules(base, List.of(), changes, settings).refuseTooMany(form);
    }

    private Optional<Change> change(JsonForm form, Names names) {
        ChangeType type = form.orNull("type", Values.oneOf(ChangeType.class));
        if (type == null) {
            if (!form.has("type")) {
                form.refuse("type", "This is required: one of %s.".formatted(List.of(ChangeType.values())));
            }
            return Optional.empty();
        }
        return switch (type) {
            case CLUSTER_LOST -> lost(form, names.partitionsOf(form, "cluster"), names);
            case PARTITION_LOST -> lost(form, names.partition(form, "partition"), names);
            case NODES_ADDED -> new AddedNodes(form, names, catalogue.get(), settings).read();
            case NODES_REMOVED -> removed(form, names);
            case DELIVERY_LATE -> late(form, names);
            case DEMAND_SCALED -> scaled(form, names);
            case QUOTA_CHANGED -> quota(form, names);
            case PRIORITY_CHANGED -> priority(form, names);
            case TARGET_CHANGED -> target(form, names);
            case JOBS_ADDED -> added(form, names);
        };
    }

    private static Optional<Change> lost(JsonForm form, Set<Integer> partitions, Names names) {
        TimeWindow window = names.window(form);
        Change.Fate fate = form.optional("runs", Values.oneOf(Change.Fate.class), Change.Fate.RESTART);
        return partitions.isEmpty() ? Optional.empty() : Optional.of(new Change.CapacityLost(partitions, window, fate));
    }

    private Optional<Change> removed(JsonForm form, Names names) {
        Set<Integer> partition = names.partition(form, "partition");
        int nodes = form.required("nodes", Values.integer(1, settings.maxNodes()), 1);
        TimeWindow window = names.window(form);
        return partition.stream().findFirst().map(id -> new Change.NodesRemoved(id, nodes, window));
    }

    private static Optional<Change> scaled(JsonForm form, Names names) {
        Selection selection = names.selection(form);
        double factor = form.required("factor", Values.number(0, 100), 1.0);
        TimeWindow arrival = names.arrival(form);
        return Optional.of(
                switch (names.mode()) {
                    case OPERATIONAL -> new Change.DemandScaled(selection, factor, arrival);
                    case STRATEGIC -> new Change.LotsScaled(selection, factor, arrival);
                });
    }

    private static Optional<Change> late(JsonForm form, Names names) {
        Set<Integer> delivery = names.delivery(form);
        Duration by = form.required("by", Values.duration(Duration.ofDays(1), LATEST), Duration.ofDays(1));
        return delivery.stream().findFirst().map(id -> new Change.DeliveryLate(id, by.toSeconds()));
    }

    private static Optional<Change> quota(JsonForm form, Names names) {
        Value<Double> pflops = Values.number(0, 1e9);
        Optional<TenantFacts> tenant = names.tenant(form);
        Double nominal = form.orNull("nominalPflops", pflops);
        Double borrowing = form.orNull("borrowingLimitPflops", pflops);
        Double lending = form.orNull("lendingLimitPflops", pflops);
        if (nominal == null && borrowing == null && lending == null) {
            form.refuse("nominalPflops", "State at least one limit.");
        }
        return tenant.map(found -> new Change.QuotaChanged(found.id(), nominal, borrowing, lending));
    }

    private Optional<Change> priority(JsonForm form, Names names) {
        Selection selection = names.selection(form);
        return form.has("priorityClass")
                ? form.optional("priorityClass", Values.oneOf(PriorityClass.class))
                        .map(stated -> new Change.PriorityChanged(selection, plans.priority(stated)))
                : missing(form, "priorityClass");
    }

    private static Optional<Change> target(JsonForm form, Names names) {
        String id = form.required("target", Values.text(200), "");
        double pflops = form.required("pflops", Values.number(LEAST_PROMISE, 1e9), 1.0);
        if (!id.isEmpty() && !names.knowsTarget(id)) {
            form.refuse("target", "The base has no target of this id. It has %s.".formatted(names.targets()));
        }
        return Optional.of(new Change.TargetChanged(id, pflops));
    }

    private Optional<Change> added(JsonForm form, Names names) {
        int count = form.required("count", Values.integer(1, settings.maxAddedJobs()), 1);
        TimeWindow arrival = names.arrival(form);
        JsonForm job = form.requiredObject("job");
        return plans.facts(job).map(facts -> new Change.JobsAdded(facts, count, arrival));
    }

    private static Optional<Change> missing(JsonForm form, String field) {
        form.refuse(field, "This is required.");
        return Optional.empty();
    }

    /** The kinds of change, as they are spelt. */
    enum ChangeType {
        CLUSTER_LOST,
        PARTITION_LOST,
        NODES_ADDED,
        NODES_REMOVED,
        DELIVERY_LATE,
        DEMAND_SCALED,
        QUOTA_CHANGED,
        PRIORITY_CHANGED,
        TARGET_CHANGED,
        JOBS_ADDED
    }
}
