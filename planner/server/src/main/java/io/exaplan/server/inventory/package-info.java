/**
 * What stands in the city: the catalogues that say what it can do (the accelerators' changes while the server
 * runs, see {@link io.exaplan.server.inventory.Catalogue}), clusters and how fresh their word is, nodes, the
 * partitions derived from them, and what the operators offer. Reports come in through
 * {@link io.exaplan.server.inventory.InventoryIntake}; planning and dispatch read
 * {@link io.exaplan.server.inventory.Inventories}.
 */
@NullMarked
package io.exaplan.server.inventory;

import org.jspecify.annotations.NullMarked;
