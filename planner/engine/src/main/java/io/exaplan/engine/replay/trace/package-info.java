/** Readers of public traces. A line that does not parse is reported by file and number. */
@NullMarked
package io.exaplan.engine.replay.trace;

import org.jspecify.annotations.NullMarked;
