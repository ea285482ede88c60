package io.exaplan.server.demand;

import io.exaplan.server.demand.Tenant.Kind;
import io.exaplan.server.demand.Tenant.Quota;
import io.exaplan.server.demand.Tenant.Sector;
import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.InScope;
import io.exaplan.server.security.Role;
import io.exaplan.server.security.TokenScope;
import io.exaplan.server.web.Answers;
import io.exaplan.server.web.EntityTag;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.ListFilter;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import io.exaplan.server.web.Problem;
import io.exaplan.server.web.Versioned;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
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
@InScope(TokenScope.ACCOUNTS)
@RequestMapping("/api/v1/tenants")
@Tag(name = "tenants", description = "Whoever submits jobs, with quota in dense FP16/BF16 vendor-peak PFLOPS")
class TenantController {

    private static final String PATH = "/api/v1/tenants";

    private final Tenants tenants;
    private final TenantBook book;

    TenantController(Tenants tenants, TenantBook book) {
        this.tenants = tenants;
        this.book = book;
    }

    /** A tenant as people see it. */
    record TenantView(
            int id,
            String name,
            Kind kind,
            Sector sector,
            @Nullable String cohort,
            Quota quota,
            long version) implements Versioned {

        static TenantView of(Tenant tenant) {
            Tenant.Stated stated = tenant.stated();
            return new TenantView(
                    tenant.id(),
                    stated.name(),
                    stated.kind(),
                    stated.sector(),
                    stated.cohort(),
                    stated.quota(),
                    tenant.version());
        }
    }

    /** What a new or changed tenant says; quota left out is no limit. */
    record TenantSubmission(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String name,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            Kind kind,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            Sector sector,

            @Nullable String cohort,
            @Nullable QuotaSubmission quota) {}

    /** Quota in PFLOPS; what is left out is no limit. */
    record QuotaSubmission(
            @Nullable Double nominalPflops,
            @Nullable Double borrowingLimitPflops,
            @Nullable Double lendingLimitPflops,
            @Nullable Double weight) {}

    /** As filtered; members see their own tenant only. */
    @GetMapping
    @Allowed({Role.ADMIN, Role.PLANNER, Role.VIEWER, Role.MEMBER})
    Page<TenantView> list(
            @RequestParam(name = "name", required = false) @Nullable String name,
            @RequestParam(name = "kind", required = false) @Nullable Kind kind,
            @RequestParam(name = "sector", required = false) @Nullable Sector sector,
            @RequestParam(name = "cohort", required = false) @Nullable String cohort,
            PageRequest page,
            Caller caller) {
        ListFilter filter = new ListFilter()
                .equal("t.id", caller.tenantId())
                .equal("t.name", name)
                .equal("t.kind", kind)
                .equal("t.sector", sector)
                .equal("c.name", cohort);
        return tenants.page(page, filter).map(TenantView::of);
    }

    @GetMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.VIEWER, Role.MEMBER})
    ResponseEntity<TenantView> one(@PathVariable int id, Caller caller) {
        return answer(tenant(id, caller));
    }

    @PostMapping
    @Allowed({Role.ADMIN, Role.PLANNER})
    ResponseEntity<TenantView> create(
            @RequestBody(content = @Content(schema = @Schema(implementation = TenantSubmission.class))) JsonForm form,
            Caller caller) {
        Tenant.Stated stated = TenantForm.read(form);
        int id = book.create(stated, caller.name()).id();
        return Answers.created(PATH, id, TenantView.of(tenant(id, caller)));
    }

    /** Replaces what is said about a tenant. Its name stays, as its jobs carry it. */
    @PutMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER})
    ResponseEntity<TenantView> update(
            @PathVariable int id,
            @RequestBody(content = @Content(schema = @Schema(implementation = TenantSubmission.class))) JsonForm form,
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        Tenant before = tenant(id, caller);
        Tenant.Stated stated = TenantForm.readAgain(form, before.stated().name());
        return answer(book.update(before, EntityTag.required(ifMatch), stated, caller.name()));
    }

    /** Deletes one that nothing names yet, such as one whose name was mistyped. */
    @DeleteMapping("/{id}")
    @Allowed({Role.ADMIN, Role.PLANNER})
    ResponseEntity<Void> delete(
            @PathVariable int id,
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        book.delete(tenant(id, caller), EntityTag.required(ifMatch), caller.name());
        return ResponseEntity.noContent().build();
    }

    private Tenant tenant(int id, Caller caller) {
        return tenants.find(id)
                .filter(found -> caller.seesTenant(found.id()))
                .orElseThrow(() -> Problem.notFound("tenant", id));
    }

    private static ResponseEntity<TenantView> answer(Tenant tenant) {
        return ResponseEntity.ok().eTag(EntityTag.of(tenant.version())).body(TenantView.of(tenant));
    }
}
