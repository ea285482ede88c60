/** Bearer tokens: who calls, and what the call may do. */
@NullMarked
package io.exaplan.server.security;

import org.jspecify.annotations.NullMarked;
