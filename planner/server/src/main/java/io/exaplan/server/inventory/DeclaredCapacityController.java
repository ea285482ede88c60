package io.exaplan.server.inventory;

import io.exaplan.engine.catalogue.Precision;
import io.exaplan.server.inventory.DeclaredCapacity.Sparsity;
import io.exaplan.server.inventory.DeclaredCapacity.Stated;
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
import org.springframework.web.bind.annotation.DeleteMapping;
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
@RequestMapping("/api/v1/declared-capacities")
@Tag(name = "declared-capacities", description = "Capacity operators state without an agent, by document and date")
class DeclaredCapacityController {

    private static final String PATH = "/api/v1/declared-capacities";
    private static final int LONGEST = 500;
    private static final int MOST_DEVICES = 10_000_000;
    private static final double MOST_PFLOPS = 1e9;

    private final DeclaredCapacities capacities;
    private final ClusterStore clusters;
    private final PlanTime planTime;

    DeclaredCapacityController(DeclaredCapacities capacities, ClusterStore clusters, PlanTime planTime) {
        this.capacities = capacities;
        this.clusters = clusters;
        this.planTime = planTime;
    }

    /** What is declared: devices of a model, or PFLOPS with their precision and sparsity, or both. */
    record DeclaredCapacitySubmission(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String operator,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String site,

            @Nullable String model,
            @Nullable Integer devices,
            @Nullable Double pflops,

            @Schema(description = "BF16 when left out") @Nullable
            Precision precision,

            @Schema(description = "DENSE when left out") @Nullable
            Sparsity sparsity,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String document,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            Instant from,

            @Nullable Instant until,

            @Schema(description = "The cluster whose agent reports these devices by now") @Nullable
            String replacedBy) {}

    /**
     * A declaration.
     *
     * @param counts whether it is part of the funnel now
     */
    record DeclaredCapacityView(
            int id,
            long version,
            String operator,
            String site,
            @Nullable String model,
            @Nullable Integer devices,
            @Nullable Double pflops,
            Precision precision,
            Sparsity sparsity,
            String document,
            Instant from,
            @Nullable Instant until,
            @Nullable String replacedBy,
            boolean counts)
            implements Versioned {}

    @GetMapping
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.VIEWER})
    Page<DeclaredCapacityView> list(
            @RequestParam(name = "operator", required = false) @Nullable String operator,
            @RequestParam(name = "site", required = false) @Nullable String site,
            @RequestParam(name = "model", required = false) @Nullable String model,
            PageRequest page) {
        ListFilter filter = new ListFilter()
                .equal("d.operator", operator)
                .equal("d.site", site)
                .equal("d.model", model);
        return capacities.page(page, filter).map(this::view);
    }

    @GetMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.VIEWER})
    ResponseEntity<DeclaredCapacityView> one(@PathVariable int id) {
        return answer(find(id));
    }

    @PostMapping
    @Allowed({Role.ADMIN, Role.PLANNER})
    ResponseEntity<DeclaredCapacityView> create(
            @RequestBody(content = @Content(schema = @Schema(implementation = DeclaredCapacitySubmission.class)))
                    JsonForm form,
            Caller caller) {
        Stated stated = read(form);
        int id = capacities.create(stated, caller.name());
        return Answers.created(PATH, id, view(find(id)));
    }

    /** Replaces what is declared; with {@code replacedBy} it ends counting, as the cluster's own nodes count. */
    @PutMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER})
    ResponseEntity<DeclaredCapacityView> update(
            @PathVariable int id,
            @RequestBody(content = @Content(schema = @Schema(implementation = DeclaredCapacitySubmission.class)))
                    JsonForm form,
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        DeclaredCapacity before = find(id);
        Stated stated = read(form);
        return answer(capacities.update(before, EntityTag.required(ifMatch), stated, caller.name()));
    }

    /** Takes back a declaration that was a mistake; one that is over gets an {@code until}. */
    @DeleteMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER})
    ResponseEntity<Void> delete(
            @PathVariable int id,
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        capacities.delete(find(id), EntityTag.required(ifMatch), caller.name());
        return ResponseEntity.noContent().build();
    }

    private Stated read(JsonForm form) {
        String model = form.orNull("model", Values.text(LONGEST));
        Integer devices = form.orNull("devices", Values.integer(1, MOST_DEVICES));
        Double pflops = form.orNull("pflops", Values.number(1e-6, MOST_PFLOPS));
        Instant from = form.required("from", Values.instant(), Instant.MIN);
        Instant until = form.orNull("until", Values.instant());
        Stated stated = new Stated(
                form.required("operator", Values.text(LONGEST), ""),
                form.required("site", Values.text(LONGEST), ""),
                model,
                devices,
                pflops,
                form.optional("precision", Values.oneOf(Precision.class), Precision.BF16),
                form.optional("sparsity", Values.oneOf(Sparsity.class), Sparsity.DENSE),
                form.required("document", Values.text(LONGEST), ""),
                from,
                until,
                form.orNull("replacedBy", Values.name()));
        if (form.has("model") != form.has("devices")) {
            form.refuse(form.has("model") ? "devices" : "model", "State model and devices together, or neither.");
        } else if (!form.has("model") && !form.has("pflops")) {
            form.refuse("pflops", "State devices of a model, or PFLOPS, or both.");
        }
        if (until != null && !until.isAfter(from)) {
            form.refuse("until", "State a time after from.");
        }
        String cluster = stated.replacedBy();
        if (cluster != null && clusters.named(cluster).isEmpty()) {
            form.refuse("replacedBy", "State a cluster that exists.");
        }
        form.finish();
        return stated;
    }

    private DeclaredCapacity find(int id) {
        return capacities.find(id).orElseThrow(() -> Problem.notFound("declared capacity", id));
    }

    private ResponseEntity<DeclaredCapacityView> answer(DeclaredCapacity capacity) {
        return ResponseEntity.ok().eTag(EntityTag.of(capacity.version())).body(view(capacity));
    }

    private DeclaredCapacityView view(DeclaredCapacity capacity) {
        Stated stated = capacity.stated();
        return new DeclaredCapacityView(
                capacity.id(),
                capacity.version(),
                stated.operator(),
                stated.site(),
                stated.model(),
                stated.devices(),
                stated.pflops(),
                stated.precision(),
                stated.sparsity(),
                stated.document(),
                stated.from(),
                stated.until(),
                stated.replacedBy(),
                stated.counts(planTime.now()));
    }
}
