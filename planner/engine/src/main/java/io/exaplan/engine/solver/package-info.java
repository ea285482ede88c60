/** The city plan as a search: job to partition, start and width. How it searches is nobody's business outside. */
@NullMarked
package io.exaplan.engine.solver;

import org.jspecify.annotations.NullMarked;
