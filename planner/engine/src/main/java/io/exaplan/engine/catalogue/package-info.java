/** What is known of accelerators and of open AI models, and how many devices and hours a job therefore needs. */
@NullMarked
package io.exaplan.engine.catalogue;

import org.jspecify.annotations.NullMarked;
