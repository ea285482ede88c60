package io.exaplan.server.security;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/roles")
@Allowed(Role.ADMIN)
@Tag(name = "access-tokens", description = "Bearer tokens of people, programs and agents; a secret is shown once")
class RoleController {
    private final TokenViews tokens;
    private final OidcSettings oidc;

    RoleController(TokenViews tokens, OidcSettings oidc) {
        this.tokens = tokens;
        this.oidc = oidc;
    }

    /**
     * Who may come in as what.
     *
     * @param oidc how an issuer's tokens mean roles; null when none is configured
     */
    record RolesView(List<RoleView> roles, @Nullable OidcMapping oidc) {}

    /** @param tokensInUse tokens of this role that open something now, those of an issuer's bearers among them */
    record RoleView(Role role, long tokensInUse) {}

    /**
     * How an issuer's tokens mean roles.
     *
     * @param roles role by value of the claim; of several the mightiest counts
     * @param tenantClaim names the tenant of a MEMBER
     * @param clusterClaim names the cluster of a CLUSTER_ADMIN
     * @param nameClaim by which the bearer is called in the audit
     */
    record OidcMapping(
            String issuer,
            @Nullable String audience,
            String roleClaim,
            Map<String, Role> roles,
            String tenantClaim,
            String clusterClaim,
            String nameClaim) {}

    @GetMapping
    RolesView roles() {
        Map<Role, Long> inUse = tokens.inUseByRole();
        return new RolesView(
                Arrays.stream(Role.values())
                        .map(role -> new RoleView(role, inUse.getOrDefault(role, 0L)))
                        .toList(),
                mapping());
    }

    private @Nullable OidcMapping mapping() {
        String issuer = oidc.issuer();
        return issuer == null || oidc.off()
                ? null
                : new OidcMapping(
                        issuer,
                        oidc.audience(),
                        oidc.roleClaim(),
                        new TreeMap<>(oidc.roles()),
                        oidc.tenantClaim(),
                        oidc.clusterClaim(),
                        oidc.nameClaim());
    }
}
