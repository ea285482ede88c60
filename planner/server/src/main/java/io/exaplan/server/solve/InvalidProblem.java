package io.exaplan.server.solve;

import java.util.List;

/** A problem file that cannot be planned, with everything that was found wrong in it. */
final class InvalidProblem extends Exception {

    private final List<String> findings;

    InvalidProblem(List<String> findings) {
        super(String.join("\n", findings));
        this.findings = List.copyOf(findings);
    }

    List<String> findings() {
        return findings;
    }
}
