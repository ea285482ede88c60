package io.exaplan.server.views;

import io.exaplan.server.demand.Tenants;
import io.exaplan.server.inventory.ClusterRow;
import io.exaplan.server.inventory.Inventories;
import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.InScope;
import io.exaplan.server.security.Role;
import io.exaplan.server.security.TokenScope;
import io.exaplan.server.security.Tokens;
import io.exaplan.server.views.AccessTokenController.CreatedToken;
import io.exaplan.server.views.AccessTokenController.RotationOrder;
import io.exaplan.server.web.JsonForm;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "session", description = "Who the token is")
class SessionController {

    private final Tenants tenants;
    private final Inventories inventories;
    private final TokenRotations rotations;

    SessionController(Tenants tenants, Inventories inventories, TokenRotations rotations) {
        this.tenants = tenants;
        this.inventories = inventories;
        this.rotations = rotations;
    }

    /**
     * Who the token is.
     *
     * @param tenant name of the tenant of a MEMBER
     * @param cluster name of the cluster of a CLUSTER_ADMIN
     * @param scopes what it may change of what its role may, nothing when empty; null when it is not bound
     */
    record SessionView(
            String name,
            Role role,
            @Nullable String tenant,
            @Nullable String cluster,
            @Nullable List<TokenScope> scopes) {}

    @GetMapping("/api/v1/session")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.MEMBER, Role.VIEWER})
    SessionView session(Caller caller) {
        Integer tenant = caller.tenantId();
        Integer cluster = caller.clusterId();
        return new SessionView(
                caller.name(),
                caller.role(),
                tenant == null
                        ? null
                        : tenants.find(tenant)
                                .map(found -> found.stated().name())
                                .orElse(null),
                cluster == null
                        ? null
                        : inventories.cluster(cluster).map(ClusterRow::name).orElse(null),
                caller.scopes());
    }

    /** A new token like the one that asks, which ends after the overlap. */
    @PostMapping("/api/v1/session/rotation")
    @InScope({})
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.MEMBER})
    CreatedToken rotate(
            @RequestBody(content = @Content(schema = @Schema(implementation = RotationOrder.class))) JsonForm form,
            Caller caller) {
        Tokens.Created created = rotations.rotate(caller.tokenId(), form, caller);
        return new CreatedToken(created.id(), created.secret());
    }
}
