package io.exaplan.agent.loop;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two files whose age tells whoever looks after the process how the agent is: {@code works} grows old when its loop hangs,
 * {@code answered} when the planner does not answer as well. Used by the agent's thread alone.
 */
public final class Heartbeat {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final Optional<Pulse> works;
    private final Optional<Pulse> answered;

    /** Without a folder nothing is written. */
    public Heartbeat(Optional<Path> folder, InstantSource clock) {
        works = folder.map(path -> new Pulse(path.resolve("works"), clock));
        answered = folder.map(path -> new Pulse(path.resolve("answered"), clock));
    }

    /** The agent's loop has come round. */
    void works() {
        works.ifPresent(Pulse::beat);
    }

    /** The planner has taken a request. */
    void answered() {
        answered.ifPresent(Pulse::beat);
    }

    private static final class Pulse {
        private static final Duration LEAST = Duration.ofSeconds(5);

        private final Path file;
        private final InstantSource clock;
        private Instant last = Instant.EPOCH;

        private Pulse(Path file, InstantSource clock) {
            this.file = file;
            this.clock = clock;
        }

        private void beat() {
            Instant now = clock.instant();
            if (Duration.between(last, now).abs().compareTo(LEAST) < 0) {
                return;
            }
            last = now;
            try {
                touch(now);
            } catch (IOException failure) {
                // The agent's work does not hang on it; that it is seen as hanging is told by this line.
                LOG.warn("The heartbeat {} cannot be written: {}", file, failure.toString());
            }
        }

        private void touch(Instant now) throws IOException {
            try {
                Files.createDirectories(file.getParent());
                Files.createFile(file);
            } catch (FileAlreadyExistsException there) {
                // As nearly always.
            }
            Files.setLastModifiedTime(file, FileTime.from(now));
        }
    }
}
