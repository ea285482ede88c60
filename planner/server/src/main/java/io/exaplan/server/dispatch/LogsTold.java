package io.exaplan.server.dispatch;

import io.exaplan.server.web.Change;

/** A cluster's agent has told ends of logs. */
record LogsTold(int clusterId) implements Change {}
