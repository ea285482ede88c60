package io.exaplan.server.security;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens are taken beside our own: those of an OpenID Connect issuer.
 *
 * @param issuer its address; none when it is not set
 * @param audience what its tokens must be made for
 * @param roleClaim name of the claim whose values are mapped to roles; it holds one text or a list of them
 * @param roles role by value of the claim; of several the first role in the order of {@link Role} is taken
 * @param tenantClaim name of the claim that names the tenant of a MEMBER
 * @param clusterClaim name of the claim that names the cluster of a CLUSTER_ADMIN
 * @param nameClaim name of the claim by which the bearer is called in audit and transitions
 * @param skew how far the issuer's clock may be from ours
 */
@ConfigurationProperties("exaplan.oidc")
record OidcSettings(
        @Nullable String issuer,
        @Nullable String audience,
        @DefaultValue("exaplan_role") String roleClaim,
        @DefaultValue Map<String, Role> roles,
        @DefaultValue("exaplan_tenant") String tenantClaim,
        @DefaultValue("exaplan_cluster") String clusterClaim,
        @DefaultValue("preferred_username") String nameClaim,
        @DefaultValue("60s") Duration skew) {
    OidcSettings {
        roles = Map.copyOf(roles);
        if (issuer != null && !issuer.isBlank() && (audience == null || audience.isBlank() || roles.isEmpty())) {
            throw new IllegalArgumentException(
                    "exaplan.oidc.issuer is %s, but exaplan.oidc.audience is %s and exaplan.oidc.roles %s.\nState for whom its tokens are made, and which values of %s mean which role."
                            .formatted(issuer, audience, roles, roleClaim));
        }
        if (roles.containsValue(Role.AGENT) || roles.containsValue(Role.JOIN)) {
            throw new IllegalArgumentException(
                    "exaplan.oidc.roles is %s.\nAgents join by tokens of their cluster, not by an issuer's."
                            .formatted(roles));
        }
    }

    boolean off() {
        return issuer == null || issuer.isBlank();
    }
}
