/** One planning problem by value: what there is, what is asked, what runs, and what a plan says. */
@NullMarked
package io.exaplan.engine.model;

import org.jspecify.annotations.NullMarked;
