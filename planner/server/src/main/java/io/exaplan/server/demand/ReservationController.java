package io.exaplan.server.demand;

import io.exaplan.server.demand.Recurrence.Frequency;
import io.exaplan.server.demand.Recurrence.Window;
import io.exaplan.server.demand.Reservation.Stated;
import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.InScope;
import io.exaplan.server.security.Role;
import io.exaplan.server.security.TokenScope;
import io.exaplan.server.time.PlanTime;
import io.exaplan.server.web.Answers;
import io.exaplan.server.web.EntityTag;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import io.exaplan.server.web.Problem;
import io.exaplan.server.web.Versioned;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
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
@InScope(TokenScope.RESERVATIONS)
@RequestMapping("/api/v1/reservations")
@Tag(name = "reservations", description = "Capacity held for a tenant, or closed for maintenance")
class ReservationController {

    private static final String PATH = "/api/v1/reservations";
    private static final int MOST_WINDOWS = 10;
    private static final Duration AHEAD = Duration.ofDays(366);

    private final Reservations reservations;
    private final Tenants tenants;
    private final PlanTime planTime;
    private final ZoneId zone;

    ReservationController(
            Reservations reservations,
            Tenants tenants,
            PlanTime planTime,
            @Value("${exaplan.planning.zone:Asia/Shanghai}") ZoneId zone) {
        this.reservations = reservations;
        this.tenants = tenants;
        this.planTime = planTime;
        this.zone = zone;
    }

    /** What is reserved: devices or whole nodes of a partition, or all of a partition or a cluster. */
    record ReservationSubmission(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String cluster,

            @Schema(description = "Every partition of the cluster when left out") @Nullable
            String partition,

            @Schema(description = "Whom it is held for; maintenance when left out") @Nullable
            String tenant,

            @Nullable Integer devices,
            @Nullable Integer nodes,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            Instant start,

            @Schema(description = "No end when left out") @Nullable
            Instant end,

            @Nullable RecurrenceSubmission recurrence,
            @Nullable String reason) {}

    /** How it comes back; the hour of the day stays in the city's zone. */
    record RecurrenceSubmission(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            Frequency frequency,

            @Schema(description = "1 when left out") @Nullable
            Integer interval,

            @Nullable List<DayOfWeek> weekdays,
            @Nullable Instant until) {}

    /**
     * A reservation.
     *
     * @param next the occurrences of the coming year that are not over, at most ten
     */
    record ReservationView(
            int id,
            long version,
            String cluster,
            @Nullable String partition,
            @Nullable String tenant,
            @Nullable Integer devices,
            @Nullable Integer nodes,
            Instant start,
            @Nullable Instant end,
            @Nullable Recurrence recurrence,
            @Nullable String reason,
            List<Window> next)
            implements Versioned {}

    /** Members see their tenant's and maintenance, cluster admins those on their cluster. */
    @GetMapping
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.MEMBER, Role.VIEWER})
    Page<ReservationView> list(
            @RequestParam(name = "cluster", required = false) @Nullable String cluster,
            @RequestParam(name = "tenant", required = false) @Nullable String tenant,
            PageRequest page,
            Caller caller) {
        Reservations.Filter filter = new Reservations.Filter(cluster, caller.clusterId(), caller.tenantId(), tenant);
        return Page.of(
                        reservations.page(filter, page.after(0), page.limitAndOne()),
                        page,
                        reservation -> Integer.toString(reservation.id()))
                .map(this::view);
    }

    @GetMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.MEMBER, Role.VIEWER})
    ResponseEntity<ReservationView> one(@PathVariable int id, Caller caller) {
        return answer(find(id, caller));
    }

    @PostMapping
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN})
    ResponseEntity<ReservationView> create(
            @RequestBody(content = @Content(schema = @Schema(implementation = ReservationSubmission.class)))
                    JsonForm form,
            Caller caller) {
        Stated stated = read(form, caller);
        int id = reservations.create(stated, caller.name());
        return Answers.created(PATH, id, view(find(id, caller)));
    }

    @PutMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN})
    ResponseEntity<ReservationView> update(
            @PathVariable int id,
            @RequestBody(content = @Content(schema = @Schema(implementation = ReservationSubmission.class)))
                    JsonForm form,
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        Reservation before = find(id, caller);
        Stated stated = read(form, caller);
        return answer(reservations.update(before, EntityTag.required(ifMatch), stated, caller.name()));
    }

    /** Gives back what was reserved. */
    @DeleteMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN})
    ResponseEntity<Void> delete(
            @PathVariable int id,
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        reservations.delete(find(id, caller), EntityTag.required(ifMatch), caller.name());
        return ResponseEntity.noContent().build();
    }

    private Stated read(JsonForm form, Caller caller) {
        Stated stated = ReservationForm.read(form);
        if (!stated.cluster().isEmpty()) {
            Optional<Integer> cluster = reservations.cluster(stated.cluster());
            if (cluster.isEmpty()) {
                form.refuse("cluster", "State a cluster that exists.");
            } else if (caller.role() == Role.CLUSTER_ADMIN && !caller.actsForCluster(cluster.get())) {
                form.refuse("cluster", "This token reserves on its own cluster only.");
            }
        }
        String partition = stated.partition();
        if (partition != null && !reservations.hasPartition(stated.cluster(), partition)) {
            form.refuse("partition", "State a partition of the cluster.");
        }
        String tenant = stated.tenant();
        if (tenant != null && tenants.named(tenant).isEmpty()) {
            form.refuse("tenant", "State a tenant that exists, or none for maintenance.");
        }
        form.finish();
        return stated;
    }

    private Reservation find(int id, Caller caller) {
        return reservations
                .find(id)
                .filter(reservation -> visible(reservation, caller))
                .orElseThrow(() -> Problem.notFound("reservation", id));
    }

    private static boolean visible(Reservation reservation, Caller caller) {
        Integer tenant = reservation.tenantId();
        return caller.role() == Role.CLUSTER_ADMIN
                ? caller.actsForCluster(reservation.clusterId())
                : tenant == null || caller.seesTenant(tenant);
    }

    private ResponseEntity<ReservationView> answer(Reservation reservation) {
        return ResponseEntity.ok().eTag(EntityTag.of(reservation.version())).body(view(reservation));
    }

    private ReservationView view(Reservation reservation) {
        Stated stated = reservation.stated();
        Instant now = planTime.now();
        return new ReservationView(
                reservation.id(),
                reservation.version(),
                stated.cluster(),
                stated.partition(),
                stated.tenant(),
                stated.devices(),
                stated.nodes(),
                stated.start(),
                stated.end(),
                stated.recurrence(),
                stated.reason(),
                stated.windows(zone, now, now.plus(AHEAD), MOST_WINDOWS));
    }
}
