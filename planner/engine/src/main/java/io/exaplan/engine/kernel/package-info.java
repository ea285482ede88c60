/** Quantities and step functions over plan time. Knows nothing of jobs or clusters. */
@NullMarked
package io.exaplan.engine.kernel;

import org.jspecify.annotations.NullMarked;
