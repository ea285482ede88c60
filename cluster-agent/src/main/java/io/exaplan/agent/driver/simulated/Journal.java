package io.exaplan.agent.driver.simulated;

import io.exaplan.agent.driver.DriverFailure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;

/**
 * A world's memory: one line for each event, written to the end of one file before anybody sees the effect. A killed process
 * loses nothing it showed to anybody; a machine that loses power may lose the last moments, as the file is not forced to
 * the disk line by line.
 */
final class Journal implements EventLog, AutoCloseable {

    private final Path file;
    private FileChannel channel;
    private long bytes;
    private long lines;

    private Journal(Path file, FileChannel channel, JournalReader.Extent good) {
        this.file = file;
        this.channel = channel;
        this.bytes = good.bytes();
        this.lines = good.lines();
    }

    /** Begins a journal with these events: whole, or not at all. */
    static void create(Path file, List<WorldEvent> events) {
        try {
            writeWhole(file, events);
        } catch (IOException unwritable) {
            throw failure(file, unwritable);
        }
    }

    /** Replays a journal and goes on writing at its end; a torn last line is cut off. */
    static Journal open(Path file, Consumer<WorldEvent> replay) {
        JournalReader.Extent good = JournalReader.read(file, replay);
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
            channel.truncate(good.bytes());
            channel.position(good.bytes());
            return new Journal(file, channel, good);
        } catch (IOException unwritable) {
            throw failure(file, unwritable);
        }
    }

    @Override
    public void append(WorldEvent event) {
        byte[] line = JournalLine.write(event);
        try {
            writeFully(line);
            bytes += line.length;
            lines++;
        } catch (IOException unwritable) {
            cutBack();
            throw failure(file, unwritable);
        }
    }

    long lines() {
        return lines;
    }

    /** Puts fewer lines that say the same in the place of all lines so far. */
    void compact(List<WorldEvent> events) {
        try {
            JournalReader.Extent written = writeWhole(file, events);
            channel.close();
            channel = FileChannel.open(file, StandardOpenOption.WRITE);
            channel.position(written.bytes());
            bytes = written.bytes();
            lines = written.lines();
        } catch (IOException unwritable) {
            throw failure(file, unwritable);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException unwritable) {
            throw failure(file, unwritable);
        }
    }

    private void writeFully(byte[] line) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(line);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Half a line must not stand before the next one. */
    private void cutBack() {
        try {
            channel.truncate(bytes);
            channel.position(bytes);
        } catch (IOException unwritable) {
            throw failure(file, unwritable);
        }
    }

    private static JournalReader.Extent writeWhole(Path file, List<WorldEvent> events) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        long written = 0;
        try (FileChannel channel = FileChannel.open(
                        next,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            for (WorldEvent event : events) {
                byte[] line = JournalLine.write(event);
                out.write(line);
                written += line.length;
            }
            out.flush();
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new JournalReader.Extent(written, events.size());
    }

    private static DriverFailure failure(Path file, IOException problem) {
        return new DriverFailure(
                "The journal " + file + " cannot be written: " + problem
                        + "\nMaybe the disk is full or the folder is not writable.",
                problem);
    }
}
