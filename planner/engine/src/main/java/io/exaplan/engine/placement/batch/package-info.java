/** Places many workers that are all known at once: constructed by the online rule, improved by search in OptaPlanner. */
@NullMarked
package io.exaplan.engine.placement.batch;

import org.jspecify.annotations.NullMarked;
