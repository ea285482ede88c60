package io.exaplan.agent.plannerlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {

    private static final Credential JOIN = new Credential("join", false);
    private static final Credential OWN = new Credential("own", true);

    @TempDir
    private Path folder;

    @Test
    void beginsWithTheJoinToken() {
        assertThat(credentials().current()).contains(JOIN);
    }

    @Test
    void keepsItsOwnTokenForNobodyElseToRead() throws IOException {
        credentials().keep("own");

        assertThat(credentials().current()).contains(OWN);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state().resolve("agent-token"))))
                .isEqualTo("rw-------");
    }

    @Test
    void fallsBackToTheJoinTokenWhenItsOwnIsRefused() {
        Credentials credentials = credentials();
        credentials.keep("own");

        credentials.refused(OWN);

        assertThat(credentials.current()).contains(JOIN);
    }

    @Test
    void triesItsOwnAgainWhenTheJoinTokenIsRefusedToo() {
        Credentials credentials = credentials();
        credentials.keep("own");

        credentials.refused(OWN);
        credentials.refused(JOIN);

        assertThat(credentials.current()).contains(OWN);
    }

    @Test
    void fallsBackToTheJoinTokenWhenItsOwnIsLost() throws IOException {
        Credentials credentials = credentials();
        credentials.keep("own");

        Files.delete(state().resolve("agent-token"));

        assertThat(credentials.current()).contains(JOIN);
    }

    @Test
    void keepsTheNewestTokenInPlaceOfTheOld() {
        Credentials credentials = credentials();
        credentials.keep("own");

        credentials.keep("newer");

        assertThat(credentials.current()).contains(new Credential("newer", true));
    }

    @Test
    void neverShowsATokenInALog() {
        assertThat(OWN + " " + JOIN).isEqualTo("the agent's own token the join token");
    }

    private Credentials credentials() {
        return new Credentials(state(), () -> Optional.of("join"));
    }

    private Path state() {
        return folder.resolve("state");
    }
}
