package io.exaplan.agent.driver.simulated;

import io.exaplan.agent.driver.DriverFailure;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a journal from its beginning. A torn last line has never happened; damage anywhere else is refused. */
final class JournalReader {

    /**
     * How far a journal is good.
     *
     * @param bytes length of its complete lines
     * @param lines their number
     */
    record Extent(long bytes, long lines) {}

    private JournalReader() {}

    /**
     * Hands every event on, in order.
     *
     * @throws DriverFailure when the file cannot be read, or a line other than the last is damaged
     */
    static Extent read(Path file, Consumer<WorldEvent> events) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return read(file, in, events);
        } catch (NoSuchFileException absent) {
            throw new DriverFailure(
                    "There is no world in " + file.getParent() + ": it has no " + file.getFileName() + ".", absent);
        } catch (IOException unreadable) {
            throw new DriverFailure("The journal " + file + " cannot be read: " + unreadable, unreadable);
        }
    }

    /** The same from a stream; the file is only named when something is wrong. */
    static Extent read(Path file, InputStream in, Consumer<WorldEvent> events) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        Extent good = new Extent(0, 0);
        boolean damaged = false;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (damaged) {
                throw new DriverFailure("The journal %s is damaged in line %d, and not by a torn end.\n"
                                .formatted(file, good.lines() + 1)
                        + "Maybe restore the world's folder from a copy, or begin a new world in another folder.");
            }
            if (next != '\n') {
                line.write(next);
                continue;
            }
            Optional<WorldEvent> event = JournalLine.read(line.toByteArray());
            damaged = event.isEmpty();
            if (event.isPresent()) {
                events.accept(event.get());
                good = new Extent(good.bytes() + line.size() + 1, good.lines() + 1);
            }
            line.reset();
        }
        return good;
    }
}
