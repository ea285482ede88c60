/** The driver for a Kubernetes cluster: the only place that knows the Kubernetes client. */
@NullMarked
package io.exaplan.agent.driver.kubernetes;

import org.jspecify.annotations.NullMarked;
