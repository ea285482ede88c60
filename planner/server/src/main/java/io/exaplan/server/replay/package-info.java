/** The commands that replay recorded workloads on the engine. */
@NullMarked
package io.exaplan.server.replay;

import org.jspecify.annotations.NullMarked;
