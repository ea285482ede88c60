/** What every feature speaks to the outside with: problem details, bodies read strictly, pages, changes, events. */
@NullMarked
package io.exaplan.server.web;

import org.jspecify.annotations.NullMarked;
