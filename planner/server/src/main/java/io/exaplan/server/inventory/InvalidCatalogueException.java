package io.exaplan.server.inventory;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** Catalogue files that cannot be used. It tells every problem of all of them. */
public final class InvalidCatalogueException extends RuntimeException {

    InvalidCatalogueException(List<CatalogueProblem> problems) {
        super(problems.stream()
                .map(CatalogueProblem::toString)
                .collect(joining("\n- ", "The catalogue has %d problems.\n- ".formatted(problems.size()), "")));
    }
}
