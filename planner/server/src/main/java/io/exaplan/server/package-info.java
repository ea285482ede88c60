/** The planner's server: puts the features together and starts them. */
@NullMarked
package io.exaplan.server;

import org.jspecify.annotations.NullMarked;
