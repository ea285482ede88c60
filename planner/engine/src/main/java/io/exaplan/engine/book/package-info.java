/** The plan book: the active plan with its profiles, and the only place where a plan changes. */
@NullMarked
package io.exaplan.engine.book;

import org.jspecify.annotations.NullMarked;
