package io.exaplan.agent.driver.simulated;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.exaplan.agent.driver.DriverFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * What people outside do to a world: one line of JSON for each command, appended to a file, with the wall time at which it was
 * given. It needs no agent; a command given while the agent is dead has had its effect at its time.
 */
record ControlFile(Path file) {

    private static final Logger LOG = LoggerFactory.getLogger(ControlFile.class);

    /** One line of the file. */
    record Line(Instant at, ControlCommand command) {}

    void append(ControlCommand command, Instant at) {
        byte[] line = (WorldJson.MAPPER.writeValueAsString(new Line(at, command)) + "\n").getBytes(UTF_8);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            // One write for one line: appends of several processes do not mix. An empty line ends one torn earlier.
            channel.write(ByteBuffer.wrap(endsCleanly() ? line : ("\n" + new String(line, UTF_8)).getBytes(UTF_8)));
        } catch (IOException unwritable) {
            throw new DriverFailure("The control file " + file + " cannot be written: " + unwritable, unwritable);
        }
    }

    /** Carries out the complete lines that the world has not carried out yet. */
    void carryOut(World world, Instant wall) {
        long start = world.state().controlOffset();
        byte[] unread = readFrom(start);
        int from = 0;
        for (int i = 0; i < unread.length; i++) {
            if (unread[i] == '\n') {
                carryOut(new String(unread, from, i - from, UTF_8), world, wall);
                from = i + 1;
            }
        }
        if (from > 0) {
            world.controlRead(start + from);
        }
    }

    private void carryOut(String text, World world, Instant wall) {
        if (text.isBlank()) {
            return;
        }
        try {
            Line line = WorldJson.MAPPER.readValue(text, Line.class);
            world.control(line.command(), line.at(), wall);
        } catch (JacksonException unreadable) {
            LOG.warn("A line of {} is no command and is passed over: {}", file, text);
        }
    }

    private byte[] readFrom(long offset) {
        if (!Files.exists(file)) {
            return new byte[0];
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long length = Math.max(0, channel.size() - offset);
            ByteBuffer unread = ByteBuffer.allocate(Math.toIntExact(Math.min(length, 1 << 20)));
            int read = 0;
            while (read >= 0 && unread.hasRemaining()) {
                read = channel.read(unread, offset + unread.position());
            }
            return java.util.Arrays.copyOf(unread.array(), unread.position());
        } catch (IOException unreadable) {
            throw new DriverFailure("The control file " + file + " cannot be read: " + unreadable, unreadable);
        }
    }

    private boolean endsCleanly() throws IOException {
        long size = Files.exists(file) ? Files.size(file) : 0;
        if (size == 0) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            channel.read(last, size - 1);
            return last.get(0) == '\n';
        }
    }
}
