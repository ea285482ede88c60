/**
 * Planning: one leader, one book, and plan versions out of it. What others see: {@code Leadership} to fence their
 * writes, {@code Starter} and {@code RunLedger} to be implemented by whoever runs things, {@code Predictions} for
 * whoever has to tell people when a job starts.
 */
@NullMarked
package io.exaplan.server.planning;

import org.jspecify.annotations.NullMarked;
