package io.exaplan.server.demand;

import io.exaplan.server.demand.Budget.CalendarWindow;
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
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
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
@InScope(TokenScope.ACCOUNTS)
@RequestMapping("/api/v1/budgets")
@Tag(
        name = "budgets",
        description = "What a tenant may use in a year, quarter or month, in dense FP16/BF16 PFLOPS-days")
class BudgetController {

    private static final String PATH = "/api/v1/budgets";
    private static final double MOST = 1e12;

    private final Budgets budgets;
    private final Tenants tenants;
    private final PlanTime planTime;
    private final ZoneId zone;

    BudgetController(
            Budgets budgets,
            Tenants tenants,
            PlanTime planTime,
            @Value("${exaplan.planning.zone:Asia/Shanghai}") ZoneId zone) {
        this.budgets = budgets;
        this.tenants = tenants;
        this.planTime = planTime;
        this.zone = zone;
    }

    /** A new budget. */
    record BudgetSubmission(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String tenant,

            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    description = "2026, 2026-Q1 or 2026-03 of the city's calendar")
            String window,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            double pflopsDays) {}

    /** Another amount; tenant and window stay. */
    record BudgetOrder(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            double pflopsDays) {}

    /**
     * A budget.
     *
     * @param consumedPflopsDays what runs took of it until now
     * @param remainingPflopsDays what is left, not below 0
     */
    record BudgetView(
            int id,
            long version,
            String tenant,
            String window,
            Instant from,
            Instant until,
            double pflopsDays,
            double consumedPflopsDays,
            double remainingPflopsDays)
            implements Versioned {}

    /** As filtered; members see their tenant's. */
    @GetMapping
    @Allowed({Role.ADMIN, Role.PLANNER, Role.MEMBER, Role.VIEWER})
    Page<BudgetView> list(
            @RequestParam(name = "tenant", required = false) @Nullable String tenant,
            @RequestParam(name = "window", required = false) @Nullable String window,
            PageRequest page,
            Caller caller) {
        ListFilter filter = new ListFilter()
                .equal("b.tenant_id", caller.tenantId())
                .equal("t.name", tenant)
                .equal("b.calendar_window", window);
        Page<Budget> found = Page.of(
                budgets.page(filter, page.after(0), page.limitAndOne()), page, budget -> Integer.toString(budget.id()));
        Map<Integer, Double> consumed = budgets.consumed(found.items(), planTime.now());
        return found.map(budget -> view(budget, consumed));
    }

    @GetMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.MEMBER, Role.VIEWER})
    ResponseEntity<BudgetView> one(@PathVariable int id, Caller caller) {
        return answer(find(id, caller));
    }

    @PostMapping
    @Allowed({Role.ADMIN, Role.PLANNER})
    ResponseEntity<BudgetView> create(
            @RequestBody(content = @Content(schema = @Schema(implementation = BudgetSubmission.class))) JsonForm form,
            Caller caller) {
        String named = form.required("tenant", Values.name(), "");
        Optional<Tenant> tenant = tenants.named(named);
        if (!named.isEmpty() && tenant.isEmpty()) {
            form.refuse("tenant", "State a tenant that exists.");
        }
        String stated = form.required("window", Values.text(10), "");
        Optional<CalendarWindow> window = CalendarWindow.named(stated, zone);
        if (!stated.isEmpty() && window.isEmpty()) {
            form.refuse("window", "State a year, a quarter or a month from 2000 to 2099: 2026, 2026-Q1 or 2026-03.");
        }
        double pflopsDays = form.required("pflopsDays", Values.number(0, MOST), 0.0);
        form.finish();
        int id = budgets.create(tenant.orElseThrow(), window.orElseThrow(), pflopsDays, caller.name());
        return Answers.created(PATH, id, view(find(id, caller)));
    }

    @PutMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER})
    ResponseEntity<BudgetView> update(
            @PathVariable int id,
            @RequestBody(content = @Content(schema = @Schema(implementation = BudgetOrder.class))) JsonForm form,
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        Budget before = find(id, caller);
        double pflopsDays = form.required("pflopsDays", Values.number(0, MOST), 0.0);
        form.finish();
        return answer(budgets.update(before, EntityTag.required(ifMatch), pflopsDays, caller.name()));
    }

    @DeleteMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER})
    ResponseEntity<Void> delete(
            @PathVariable int id,
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        budgets.delete(find(id, caller), EntityTag.required(ifMatch), caller.name());
        return ResponseEntity.noContent().build();
    }

    private Budget find(int id, Caller caller) {
        return budgets.find(id)
                .filter(budget -> caller.seesTenant(budget.tenantId()))
                .orElseThrow(() -> Problem.notFound("budget", id));
    }

    private ResponseEntity<BudgetView> answer(Budget budget) {
        return ResponseEntity.ok().eTag(EntityTag.of(budget.version())).body(view(budget));
    }

    private BudgetView view(Budget budget) {
        return view(budget, budgets.consumed(List.of(budget), planTime.now()));
    }

    private static BudgetView view(Budget budget, Map<Integer, Double> consumption) {
        double consumed = consumption.getOrDefault(budget.id(), 0.0);
        return new BudgetView(
                budget.id(),
                budget.version(),
                budget.tenant(),
                budget.window().name(),
                budget.window().from(),
                budget.window().until(),
                budget.pflopsDays(),
                consumed,
                Math.max(0, budget.pflopsDays() - consumed));
    }
}
