package io.exaplan.agent.driver.simulated;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.exaplan.agent.driver.DriverFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two processes from writing one world's journal. The operating system lets go of it when the process ends in whatever
 * way. It is no fence between agents: that is the planner's session.
 */
final class WorldLock implements AutoCloseable {

    private final FileChannel channel;

    private WorldLock(FileChannel channel) {
        this.channel = channel;
    }

    static WorldLock take(WorldFolder world) {
        try {
            Files.createDirectories(world.path());
            FileChannel channel = FileChannel.open(
                    world.lock(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                String holder = Files.readString(world.lock(), UTF_8).strip();
                channel.close();
                throw inUse(world, holder);
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(("process " + ProcessHandle.current().pid() + "\n").getBytes(UTF_8)));
            return new WorldLock(channel);
        } catch (IOException unusable) {
            throw new DriverFailure("The world's folder " + world.path() + " cannot be used: " + unusable, unusable);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // The lock goes with the process at the latest.
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static DriverFailure inUse(WorldFolder world, String holder) {
        return new DriverFailure("The world in %s is driven by another agent (%s).\n"
                        .formatted(world.path(), holder.isEmpty() ? "an unknown process" : holder)
                + "Stop that agent, or give this one a world of its own.");
    }
}
