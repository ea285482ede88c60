package io.exaplan.engine.catalogue;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** A catalogue entry, or a catalogue, that cannot be used; it says everything wrong with it, not only the first. */
public final class InvalidCatalogueEntryException extends IllegalArgumentException {

    private final List<FieldProblem> problems;

    InvalidCatalogueEntryException(List<FieldProblem> problems) {
        super(problems.stream().map(FieldProblem::message).collect(joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<FieldProblem> problems() {
        return problems;
    }
}
