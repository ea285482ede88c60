package io.exaplan.server.views;

import io.exaplan.server.audit.AuditLog;
import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.InScope;
import io.exaplan.server.security.Role;
import io.exaplan.server.security.TokenScope;
import io.exaplan.server.time.PlanTime;
import io.exaplan.server.web.Change;
import io.exaplan.server.web.Changes;
import io.exaplan.server.web.EntityTag;
import io.exaplan.server.web.EventLog;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Values;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@InScope(TokenScope.ADMINISTRATION)
@RequestMapping("/api/v1/plan-time")
@Tag(name = "plan-time", description = "The time jobs live on, which may run faster than the wall's")
class PlanTimeController {

    private static final double SLOWEST = 0.001;

    private final PlanTime planTime;
    private final Clock clock;
    private final TransactionTemplate transactions;
    private final AuditLog audit;
    private final EventLog events;
    private final Changes changes;

    PlanTimeController(
            PlanTime planTime,
            Clock clock,
            TransactionTemplate transactions,
            AuditLog audit,
            EventLog events,
            Changes changes) {
        this.planTime = planTime;
        this.clock = clock;
        this.transactions = transactions;
        this.audit = audit;
        this.events = events;
        this.changes = changes;
        changes.subscribe(PlanTimeChanged.class, change -> planTime.reread());
    }

    /**
     * Plan time.
     *
     * @param version rises with every change of the rate
     * @param now plan time
     * @param rate plan seconds for each second on the wall
     * @param wall when, on the server's wall, that was so
     */
    record PlanTimeView(long version, Instant now, double rate, Instant wall) {}

    /** A new rate. */
    record RateSubmission(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            double rate) {}

    /** The rate of plan time changed. */
    record PlanTimeChanged(double rate) implements Change {}

    @GetMapping
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.MEMBER, Role.VIEWER})
    ResponseEntity<PlanTimeView> now() {
        Instant wall = clock.instant();
        long version = planTime.version();
        return ResponseEntity.ok()
                .eTag(EntityTag.of(version))
                .body(new PlanTimeView(version, planTime.at(wall), planTime.rate(), wall));
    }

    /** Lets plan time go on at another rate from where it is. */
    @PutMapping
    @Allowed(Role.ADMIN)
    ResponseEntity<PlanTimeView> changeRate(
            @RequestBody(content = @Content(schema = @Schema(implementation = RateSubmission.class))) JsonForm form,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        double rate = form.required("rate", Values.number(SLOWEST, PlanTime.MAX_RATE), 1.0);
        form.finish();
        long version = EntityTag.required(ifMatch);
        planTime.reread();
        double before = planTime.rate();
        transactions.executeWithoutResult(status -> {
            if (!planTime.changeRate(rate, version)) {
                throw EntityTag.outdated("rate", before);
            }
            audit.record(
                    caller.name(), "plan-time.rate", "plan-time", Map.of("rate", before), Map.of("rate", rate), null);
            events.append("plan-time.changed", null, null, Map.of("rate", rate));
            changes.publishAfterCommit(new PlanTimeChanged(rate));
        });
        planTime.reread();
        return now();
    }
}
