/** What is asked of the city: cohorts, tenants and their jobs, from submission to the end. */
@NullMarked
package io.exaplan.server.demand;

import org.jspecify.annotations.NullMarked;
