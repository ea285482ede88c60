package io.exaplan.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The short form of {@code make chaos}: each kind of victim once, and three more. */
class ChaosTest {

    @Test
    void losesNoJobAndDoublesNoRunWhenProcessesAreKilled() {
        int exitCode = new CommandLine(new Chaos()).execute("--faults", "6", "--seed", "7");

        assertThat(exitCode).isZero();
    }
}
