/** Reads the YAML of settings and inventories so that everything wrong with a file is told at once. Knows nobody. */
@NullMarked
package io.exaplan.agent.settings;

import org.jspecify.annotations.NullMarked;
