/**
 * The wire records between planner and agent, protocol version {@value io.exaplan.contract.Protocol#VERSION}.
 *
 * <p>The agent calls in, nothing listens in the cluster. Readers ignore fields they do not know; an enum value they do
 * not know reads as {@code UNSUPPORTED}. Every record is a plain value: lists are never null, a missing list is empty.
 */
@NullMarked
package io.exaplan.contract;

import org.jspecify.annotations.NullMarked;
