/** The independent judge of a plan: computes everything again from the raw problem, and shares nothing with the solver. */
@NullMarked
package io.exaplan.engine.checker;

import org.jspecify.annotations.NullMarked;
