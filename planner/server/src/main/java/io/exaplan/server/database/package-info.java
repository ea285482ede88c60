/** PostgreSQL: one that this process starts and looks after, or one that is there already. */
@NullMarked
package io.exaplan.server.database;

import org.jspecify.annotations.NullMarked;
