/**
 * The wire records between planner and agent, protocol version {@value io.exaplan.contract.Protocol#VERSION}.
 *
 * <p>The agent calls in, nothing listens in the cluster. Readers ignore fields they do not know; an enum value they do
 * not know reads as {@code UNSUPPORTED}. Every record is a plain value: lists are never null, a missing list is empty.
 * Absent fields are left out, never written as null; instants are RFC 3339 in UTC.
 *
 * <p>The specification for readers without this code is {@code docs/agent-protocol.md}; the golden files beside the tests
 * are its examples, and both sides are held to them.
 */
@NullMarked
package io.exaplan.contract;

import org.jspecify.annotations.NullMarked;
