/** What stands in the city, and the catalogues that say what it can do. */
@NullMarked
package io.exaplan.server.inventory;

import org.jspecify.annotations.NullMarked;
