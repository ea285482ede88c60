package io.exaplan.server.inventory;

import io.exaplan.server.web.Change;

/** An administrator stated something of an accelerator model, or took it back. */
public record CatalogueChanged() implements Change {}
