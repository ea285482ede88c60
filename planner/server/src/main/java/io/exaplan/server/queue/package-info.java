/** Long work that waits in PostgreSQL for a replica to take it, and what it has in common whatever it is. */
@NullMarked
package io.exaplan.server.queue;

import org.jspecify.annotations.NullMarked;
