/** Plan time beside wall time. */
@NullMarked
package io.exaplan.server.time;

import org.jspecify.annotations.NullMarked;
