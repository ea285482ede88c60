/** Who changed what, and why. */
@NullMarked
package io.exaplan.server.audit;

import org.jspecify.annotations.NullMarked;
