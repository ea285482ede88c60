/** The planning engine: a plain library that knows no framework, no store and no wall clock. */
@NullMarked
package io.exaplan.engine;

import org.jspecify.annotations.NullMarked;
