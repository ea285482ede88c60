/** Workers of a run that starts now onto the nodes of its partition. */
@NullMarked
package io.exaplan.engine.placement;

import org.jspecify.annotations.NullMarked;
