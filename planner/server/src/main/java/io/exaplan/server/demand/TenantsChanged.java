package io.exaplan.server.demand;

import io.exaplan.server.web.Change;

/**
 * A tenant is new or gone, or its quota or cohort changed.
 *
 * @param tenantId the tenant
 */
public record TenantsChanged(int tenantId) implements Change {}
