package io.exaplan.server.inventory;

import io.exaplan.server.inventory.Delivery.CountedAs;
import io.exaplan.server.inventory.Delivery.State;
import io.exaplan.server.inventory.Delivery.Stated;
import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.InScope;
import io.exaplan.server.security.Role;
import io.exaplan.server.security.TokenScope;
import io.exaplan.server.time.PlanTime;
import io.exaplan.server.web.Answers;
import io.exaplan.server.web.EntityTag;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.ListFilter;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import io.exaplan.server.web.Problem;
import io.exaplan.server.web.Values;
import io.exaplan.server.web.Versioned;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@InScope(TokenScope.CLUSTERS)
@RequestMapping("/api/v1/deliveries")
@Tag(
        name = "deliveries",
        description = "Devices announced for a date; arrival closes a delivery, so that nothing counts twice")
class DeliveryController {

    private static final String PATH = "/api/v1/deliveries";
    private static final int LONGEST = 500;
    private static final int MOST_DEVICES = 10_000_000;

    private final Deliveries deliveries;
    private final ClusterStore clusters;
    private final PlanTime planTime;

    DeliveryController(Deliveries deliveries, ClusterStore clusters, PlanTime planTime) {
        this.deliveries = deliveries;
        this.clusters = clusters;
        this.planTime = planTime;
    }

    /** What is announced. */
    record DeliverySubmission(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String operator,

            @Nullable String cluster,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String model,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            int devices,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            Instant expectedAt,

            @Nullable String document) {}

    /** Says that a delivery arrived, and who counts its devices from now on. */
    record ArrivalOrder(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            CountedAs countedAs,

            @Schema(description = "Plan time; now when left out") @Nullable
            Instant arrivedAt,

            @Schema(description = "Where it stands, for a declared capacity") @Nullable
            String site) {}

    /** Says that a delivery will not come. */
    record CancellationOrder(@Nullable String reason) {}

    /**
     * A delivery.
     *
     * @param late whether it is still to come after the time it was expected
     */
    record DeliveryView(
            int id,
            long version,
            String operator,
            @Nullable String cluster,
            String model,
            int devices,
            Instant expectedAt,
            @Nullable String document,
            State state,
            boolean late,
            @Nullable Instant closedAt,
            @Nullable Integer declaredCapacityId)
            implements Versioned {}

    @GetMapping
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.VIEWER})
    Page<DeliveryView> list(
            @RequestParam(name = "state", required = false) @Nullable State state,
            @RequestParam(name = "operator", required = false) @Nullable String operator,
            @RequestParam(name = "cluster", required = false) @Nullable String cluster,
            PageRequest page) {
        ListFilter filter = new ListFilter()
                .equal("d.state", state)
                .equal("d.operator", operator)
                .equal("c.name", cluster);
        return Page.of(deliveries.page(page, filter), page, delivery -> Integer.toString(delivery.id()))
                .map(this::view);
    }

    @GetMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.VIEWER})
    ResponseEntity<DeliveryView> one(@PathVariable int id) {
        return answer(find(id));
    }

    @PostMapping
    @Allowed({Role.ADMIN, Role.PLANNER})
    ResponseEntity<DeliveryView> create(
            @RequestBody(content = @Content(schema = @Schema(implementation = DeliverySubmission.class))) JsonForm form,
            Caller caller) {
        Stated stated = read(form);
        int id = deliveries.create(stated, caller.name());
        return Answers.created(PATH, id, view(find(id)));
    }

    /** Changes what is announced, such as its date. */
    @PutMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER})
    ResponseEntity<DeliveryView> update(
            @PathVariable int id,
            @RequestBody(content = @Content(schema = @Schema(implementation = DeliverySubmission.class))) JsonForm form,
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        Delivery before = find(id);
        Stated stated = read(form);
        return answer(deliveries.update(before, EntityTag.required(ifMatch), stated, caller.name()));
    }

    /** The devices are there; from now on an agent reports them, or they are a declared capacity. */
    @PostMapping("/{id}/arrival")
    @Allowed({Role.ADMIN, Role.PLANNER})
    ResponseEntity<DeliveryView> arrive(
            @PathVariable int id,
            @RequestBody(content = @Content(schema = @Schema(implementation = ArrivalOrder.class))) JsonForm form,
            Caller caller) {
        Delivery delivery = find(id);
        CountedAs as = form.required("countedAs", Values.oneOf(CountedAs.class), CountedAs.REPORTED);
        Instant at = form.optional("arrivedAt", Values.instant(), planTime.now());
        String site = form.orNull("site", Values.text(LONGEST));
        if (form.has("site") && as == CountedAs.REPORTED) {
            form.refuse("site", "Where reported devices stand their agent says. Leave it out.");
        }
        form.finish();
        return answer(deliveries.arrive(delivery, at, as, site, caller.name()));
    }

    /** It will not come. */
    @PostMapping("/{id}/cancel")
    @Allowed({Role.ADMIN, Role.PLANNER})
    ResponseEntity<DeliveryView> cancel(
            @PathVariable int id,
            @RequestBody(content = @Content(schema = @Schema(implementation = CancellationOrder.class))) JsonForm form,
            Caller caller) {
        Delivery delivery = find(id);
        String reason = form.orNull("reason", Values.text(LONGEST));
        form.finish();
        return answer(deliveries.cancel(delivery, planTime.now(), reason, caller.name()));
    }

    private Stated read(JsonForm form) {
        Stated stated = new Stated(
                form.required("operator", Values.text(LONGEST), ""),
                form.orNull("cluster", Values.name()),
                form.required("model", Values.text(LONGEST), ""),
                form.required("devices", Values.integer(1, MOST_DEVICES), 1),
                form.required("expectedAt", Values.instant(), Instant.EPOCH),
                form.orNull("document", Values.text(LONGEST)));
        String cluster = stated.cluster();
        if (cluster != null && clusters.named(cluster).isEmpty()) {
            form.refuse("cluster", "State a cluster that exists, or none.");
        }
        form.finish();
        return stated;
    }

    private Delivery find(int id) {
        return deliveries.find(id).orElseThrow(() -> Problem.notFound("delivery", id));
    }

    private ResponseEntity<DeliveryView> answer(Delivery delivery) {
        return ResponseEntity.ok().eTag(EntityTag.of(delivery.version())).body(view(delivery));
    }

    private DeliveryView view(Delivery delivery) {
        Stated stated = delivery.stated();
        return new DeliveryView(
                delivery.id(),
                delivery.version(),
                stated.operator(),
                stated.cluster(),
                stated.model(),
                stated.devices(),
                stated.expectedAt(),
                stated.document(),
                delivery.state(),
                delivery.state() == State.ANNOUNCED && stated.expectedAt().isBefore(planTime.now()),
                delivery.closedAt(),
                delivery.declaredCapacityId());
    }
}
