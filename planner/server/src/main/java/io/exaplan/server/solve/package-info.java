/** Planning a problem out of a file, without a server. */
@NullMarked
package io.exaplan.server.solve;

import org.jspecify.annotations.NullMarked;
