package io.exaplan.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    @TempDir
    private Path folder;

    private Instant now = START;

    @Test
    void touchesItsFilesEveryFiveSecondsAtMost() throws IOException {
        Heartbeat heartbeat = new Heartbeat(Optional.of(folder.resolve("made")), () -> now);

        heartbeat.works();
        assertThat(touched("works")).isEqualTo(START);
        now = START.plusSeconds(4);
        heartbeat.works();
        assertThat(touched("works")).isEqualTo(START);
        now = START.plusSeconds(5);
        heartbeat.works();
        heartbeat.answered();

        assertThat(touched("works")).isEqualTo(now);
        assertThat(touched("answered")).isEqualTo(now);
    }

    @Test
    void goesOnWhenTheClockWasSetBack() throws IOException {
        Heartbeat heartbeat = new Heartbeat(Optional.of(folder.resolve("made")), () -> now);
        heartbeat.works();

        now = START.minusSeconds(3600);
        heartbeat.works();

        assertThat(touched("works")).isEqualTo(now);
    }

    @Test
    void anAgentWorksOnWhereNothingCanBeWritten() throws IOException {
        Files.writeString(folder.resolve("made"), "a file");

        assertThatCode(() -> new Heartbeat(Optional.of(folder.resolve("made")), () -> now).works())
                .doesNotThrowAnyException();
        assertThatCode(() -> new Heartbeat(Optional.empty(), () -> now).answered())
                .doesNotThrowAnyException();
    }

    private Instant touched(String name) throws IOException {
        return Files.getLastModifiedTime(folder.resolve("made").resolve(name)).toInstant();
    }
}
