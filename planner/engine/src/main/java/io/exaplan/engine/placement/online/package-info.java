/**
 * Places single workers on nodes as they arrive, so that what stays free is worth most to those that will come.
 * The rule, its reasons and its figures stand in DESIGN.md beside this file.
 */
@NullMarked
package io.exaplan.engine.placement.online;

import org.jspecify.annotations.NullMarked;
