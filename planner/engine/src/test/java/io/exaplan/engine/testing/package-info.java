/** Builders of what the engine plans with, for tests of every module. */
@NullMarked
package io.exaplan.engine.testing;

import org.jspecify.annotations.NullMarked;
