package io.exaplan.server.views;

import io.exaplan.server.audit.AuditLog;
import io.exaplan.server.demand.Tenants;
import io.exaplan.server.inventory.ClusterRow;
import io.exaplan.server.inventory.Inventories;
import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.InScope;
import io.exaplan.server.security.Role;
import io.exaplan.server.security.TokenScope;
import io.exaplan.server.security.TokenView;
import io.exaplan.server.security.TokenViews;
import io.exaplan.server.security.Tokens;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.ListFilter;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import io.exaplan.server.web.Problem;
import io.exaplan.server.web.ShownOnce;
import io.exaplan.server.web.Values;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@InScope(TokenScope.ADMINISTRATION)
@RequestMapping("/api/v1/access-tokens")
@Allowed(Role.ADMIN)
@Tag(name = "access-tokens", description = "Bearer tokens of people, programs and agents; a secret is shown once")
class AccessTokenController {

    private final Tokens tokens;
    private final TokenViews views;
    private final Tenants tenants;
    private final Inventories inventories;
    private final TransactionTemplate transactions;
    private final AuditLog audit;
    private final Clock clock;
    private final TokenRotations rotations;

    AccessTokenController(
            Tokens tokens,
            TokenViews views,
            Tenants tenants,
            Inventories inventories,
            TransactionTemplate transactions,
            AuditLog audit,
            Clock clock,
            TokenRotations rotations) {
        this.tokens = tokens;
        this.views = views;
        this.tenants = tenants;
        this.inventories = inventories;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.rotations = rotations;
    }

    /**
     * What a new token is for.
     *
     * @param role tokens of agents are made with their cluster, see {@code /api/v1/clusters}
     * @param tenant name of the tenant, for role MEMBER
     * @param cluster name of the cluster, for role CLUSTER_ADMIN
     * @param expiresAt wall time; never when left out
     * @param scopes what it may change of what its role may, nothing when empty; everything when left out
     */
    record TokenSubmission(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String name,

            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    allowableValues = {"ADMIN", "PLANNER", "CLUSTER_ADMIN", "MEMBER", "VIEWER"})
            Role role,

            @Nullable String tenant,
            @Nullable String cluster,
            @Nullable Instant expiresAt,
            @Nullable List<TokenScope> scopes) {}

    /**
     * Asks for a new secret.
     *
     * @param overlap how long the old one goes on; an hour when left out
     */
    record RotationOrder(@Nullable Duration overlap) {}

    /**
     * A new token.
     *
     * @param secret what its bearer sends; shown this once
     */
    record CreatedToken(long id, String secret) implements ShownOnce {}

    /**
     * All there ever were, as filtered, oldest first.
     *
     * @param inUse those that open something now, or those that no longer do
     */
    @GetMapping
    Page<TokenView> list(
            @RequestParam(name = "name", required = false) @Nullable String name,
            @RequestParam(name = "role", required = false) @Nullable Role role,
            @RequestParam(name = "inUse", required = false) @Nullable Boolean inUse,
            PageRequest page) {
        ListFilter filter =
                new ListFilter().equal("name", name).equal("role", role).equal(TokenViews.IN_USE, inUse);
        return views.page(page, filter);
    }

    @GetMapping("/{id}")
    TokenView one(@PathVariable long id) {
        return views.find(id).orElseThrow(() -> Problem.notFound("token", id));
    }

    @PostMapping
    ResponseEntity<CreatedToken> create(
            @RequestBody(content = @Content(schema = @Schema(implementation = TokenSubmission.class))) JsonForm form,
            Caller caller) {
        String name = form.required("name", Values.name(), "");
        Role role = form.required(
                "role",
                Values.oneOf(Arrays.stream(Role.values()).filter(Role::usesApi).toList()),
                Role.VIEWER);
        Integer tenant = bound(
                form, "tenant", role.ofTenant(), named -> tenants.named(named).map(found -> found.id()));
        Integer cluster = bound(
                form,
                "cluster",
                role.ofCluster(),
                named -> inventories.cluster(named).map(ClusterRow::id));
        Instant expiresAt = form.orNull(
                "expiresAt", Values.instant().when(at -> at.isAfter(clock.instant()), "State a time to come."));
        List<TokenScope> scopes =
                form.orNull("scopes", Values.list(Values.oneOf(TokenScope.class), TokenScope.values().length));
        if (!caller.mayHandOut(scopes)) {
            form.refuse("scopes", "State scopes of the token that asks: it is bound to %s.".formatted(caller.scopes()));
        }
        form.finish();
        Tokens.Created created = transactions.execute(status -> {
            Tokens.Created made = tokens.create(role, name, tenant, cluster, expiresAt, caller.name());
            if (scopes != null) {
                tokens.bind(made.id(), scopes);
            }
            audit.record(
                    caller.name(),
                    "token.create",
                    "token/" + made.id(),
                    null,
                    views.find(made.id()).orElseThrow(),
                    null);
            return made;
        });
        return ResponseEntity.created(URI.create("/api/v1/access-tokens/" + created.id()))
                .body(new CreatedToken(created.id(), created.secret()));
    }

    /** A new token like this one, which ends after the overlap. */
    @PostMapping("/{id}/rotation")
    @ApiResponse(responseCode = "201", description = "Created")
    ResponseEntity<CreatedToken> rotate(
            @PathVariable long id,
            @RequestBody(content = @Content(schema = @Schema(implementation = RotationOrder.class))) JsonForm form,
            Caller caller) {
        Tokens.Created created = rotations.rotate(id, form, caller);
        return ResponseEntity.created(URI.create("/api/v1/access-tokens/" + created.id()))
                .body(new CreatedToken(created.id(), created.secret()));
    }

    /** Revokes a token; it is worth nothing from the next request on. */
    @DeleteMapping("/{id}")
    ResponseEntity<Void> revoke(@PathVariable long id, Caller caller) {
        transactions.executeWithoutResult(status -> {
            Optional<TokenView> before = views.find(id);
            if (!views.revoke(id)) {
                throw Problem.notFound("token in use", id);
            }
            audit.record(
                    caller.name(),
                    "token.revoke",
                    "token/" + id,
                    before.orElseThrow(),
                    views.find(id).orElseThrow(),
                    null);
        });
        return ResponseEntity.noContent().build();
    }

    /** What a token of this role is bound to, and others are not. */
    private static @Nullable Integer bound(
            JsonForm form, String field, boolean asked, Function<String, Optional<Integer>> find) {
        String name = asked ? form.required(field, Values.name(), "") : form.orNull(field, Values.name());
        if (name != null && !asked) {
            form.refuse(field, "A token of this role has no %s. Leave it out.".formatted(field));
            return null;
        }
        if (name == null || name.isEmpty()) {
            return null;
        }
        Optional<Integer> id = find.apply(name);
        if (id.isEmpty()) {
            form.refuse(field, "State a %s that exists.".formatted(field));
        }
        return id.orElse(null);
    }
}
