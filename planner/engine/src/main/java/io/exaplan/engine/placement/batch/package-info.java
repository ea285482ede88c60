/**
 * Search in OptaPlanner over workers that are all known at once: places many of them, constructed by the online rule first, or
 * repacks those that stand with a budget of migrations.
 */
@NullMarked
package io.exaplan.engine.placement.batch;

import org.jspecify.annotations.NullMarked;
