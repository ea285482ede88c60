package io.exaplan.server.views;

import io.exaplan.engine.catalogue.AcceleratorCatalogue;
import io.exaplan.server.inventory.ClusterRow;
import io.exaplan.server.inventory.Inventories;
import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Role;
import io.exaplan.server.time.PlanTime;
import io.exaplan.server.views.CapacityHistory.Scope;
import io.exaplan.server.views.CapacityPast.CapacityPoint;
import io.exaplan.server.views.CapacityViews.Basis;
import io.exaplan.server.web.Offence;
import io.exaplan.server.web.Problem;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "capacity")
class CapacityHistoryController {

    private final CapacityPast past;
    private final Inventories inventories;
    private final Supplier<AcceleratorCatalogue> catalogue;
    private final PlanTime planTime;
    private final ViewsSettings settings;

    CapacityHistoryController(
            CapacityPast past,
            Inventories inventories,
            Supplier<AcceleratorCatalogue> catalogue,
            PlanTime planTime,
            ViewsSettings settings) {
        this.past = past;
        this.inventories = inventories;
        this.catalogue = catalogue;
        this.planTime = planTime;
        this.settings = settings;
    }

    /** Whose funnel. */
    enum Of {
        CITY,
        MODEL,
        VENDOR,
        CLUSTER,
        OPERATOR
    }

    /**
     * The funnel over time.
     *
     * @param of whose funnel
     * @param name of the model, vendor, cluster or operator; null for the city
     * @param from plan time of the first moment
     * @param until plan time after the last moment
     * @param step one point for each
     * @param points oldest first; steps without a sample have none
     */
    record CapacityHistoryView(
            Basis basis,
            Of of,
            @Nullable String name,
            Instant from,
            Instant until,
            Duration step,
            List<CapacityPoint> points) {}

    /**
     * The funnel over time: of the city, of a model, of a vendor's models, of a cluster or of an operator's clusters.
     *
     * @param from plan time, 30 days before {@code until} when left out
     * @param until plan time, now when left out
     * @param step ISO 8601 duration; about 500 points when left out
     */
    @GetMapping("/api/v1/capacity/history")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.MEMBER, Role.VIEWER})
    CapacityHistoryView history(
            @RequestParam(name = "of", defaultValue = "CITY") Of of,
            @RequestParam(name = "name", required = false) @Nullable String name,
            @RequestParam(name = "from", required = false) @Nullable Instant from,
            @RequestParam(name = "until", required = false) @Nullable Instant until,
            @RequestParam(name = "step", required = false) @Nullable Duration step) {
        List<Offence> offences = new ArrayList<>();
        checkName(of, name, offences);
        HistorySpan span = HistorySpan.stated(from, until, step, planTime.now(), settings.historyInterval(), offences);
        Problem.throwIfAny(offences);
        Scope scope = of == Of.CITY ? Scope.CITY : of == Of.MODEL || of == Of.VENDOR ? Scope.MODEL : Scope.CLUSTER;
        return new CapacityHistoryView(
                Basis.ACCOUNTING,
                of,
                name,
                span.from(),
                span.until(),
                span.step(),
                past.points(scope, names(of, name), span.from(), span.until(), span.step()));
    }

    private static void checkName(Of of, @Nullable String name, List<Offence> offences) {
        if ((of == Of.CITY) != (name == null)) {
            offences.add(new Offence(
                    "name",
                    name,
                    of == Of.CITY ? "The city has no name here. Leave it out." : "State which %s.".formatted(of)));
        }
    }

    private List<String> names(Of of, @Nullable String name) {
        return switch (of) {
            case CITY -> List.of("");
            case MODEL, CLUSTER -> List.of(String.valueOf(name));
            case VENDOR ->
                catalogue.get().models().stream()
                        .filter(model -> model.vendor().equals(name))
                        .map(model -> model.key())
                        .toList();
            case OPERATOR ->
                inventories.clusters().stream()
                        .filter(cluster -> cluster.operator().equals(name))
                        .map(ClusterRow::name)
                        .toList();
        };
    }
}
