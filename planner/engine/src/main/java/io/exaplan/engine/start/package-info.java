/** Which of the jobs that wait start now, given what runs, what waits, and what the past teaches about what will come. */
@NullMarked
package io.exaplan.engine.start;

import org.jspecify.annotations.NullMarked;
