package io.exaplan.server.planning;

import io.exaplan.server.web.Change;

/** An administrator stated other weights: the book is made again with them. */
record WeightsChanged() implements Change {}
