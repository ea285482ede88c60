/** What people see across features. */
@NullMarked
package io.exaplan.server.views;

import org.jspecify.annotations.NullMarked;
