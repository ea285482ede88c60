package io.exaplan.server.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class NicenessTest {
    private static final Path OWN = Path.of("/proc/thread-self/stat");
    private static final int STATE = 3;
    private static final int NICE = 19;

    @Test
    void isOfTheThreadThatAsksAndOfNoOther() {
        assumeTrue(Files.exists(OWN), "Only Linux tells how nice a thread is.");
        int before = nice();

        assertThat(inAThreadOfItsOwn(before + 7)).isEqualTo(before + 7);

        assertThat(nice()).isEqualTo(before);
    }

    @Test
    void isLeftAloneWhereNoneIsAsked() {
        assumeTrue(Files.exists(OWN), "Only Linux tells how nice a thread is.");

        assertThat(inAThreadOfItsOwn(0)).isEqualTo(nice());
    }

    private static int inAThreadOfItsOwn(int asked) {
        CompletableFuture<Integer> seen = new CompletableFuture<>();
        Thread.ofPlatform().start(() -> {
            Niceness.ofThisThread(asked);
            seen.complete(nice());
        });
        return seen.join();
    }

    /** proc(5): the fields after the name in brackets, which may hold blanks, begin with the state. */
    private static int nice() {
        try {
            String line = Files.readString(OWN);
            String[] afterName = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            return Integer.parseInt(afterName[NICE - STATE]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
