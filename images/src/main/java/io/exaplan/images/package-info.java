/** The container images of planner and agent: a base with a JRE, and one jar. */
@NullMarked
package io.exaplan.images;

import org.jspecify.annotations.NullMarked;
