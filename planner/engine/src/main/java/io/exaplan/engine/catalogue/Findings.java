package io.exaplan.engine.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Collects what is wrong with one entry, so that all of it can be told at once. */
final class Findings {

    private final String subject;
    private final List<FieldProblem> problems = new ArrayList<>();

    /** @param subject how messages begin, such as {@code The accelerator model (H800)} */
    Findings(String subject) {
        this.subject = subject;
    }

    void require(boolean holds, String field, String fault, String advice) {
        if (!holds) {
            problems.add(new FieldProblem(field, "%s %s\n%s".formatted(subject, fault, advice)));
        }
    }

    void requireKey(String key) {
        require(
                key.matches("[A-Za-z0-9][A-Za-z0-9._-]*"),
                "key",
                "has no usable key.",
                "A key begins with a letter or digit and holds only letters, digits, dots, dashes and underscores.");
    }

    void requireNoBlanks(Collection<String> names, String field) {
        require(
                names.stream().noneMatch(String::isBlank),
                field,
                "has a blank among its %s.".formatted(field),
                "Leave the list empty where there is nothing to state.");
    }

    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new InvalidCatalogueEntryException(problems);
        }
    }

    /** A positive, finite number. */
    static boolean isPositive(double value) {
        return value > 0 && Double.isFinite(value);
    }

    /** A number as people write it: 80, 119.5, -1. */
    static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
