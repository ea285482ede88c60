package io.exaplan.server.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The directory of one embedded PostgreSQL, held by one process at a time: its data, password, port and log. */
final class PostgresHome implements AutoCloseable {

    private final Path directory;
    private final FileChannel lockFile;

    private PostgresHome(Path directory, FileChannel lockFile) {
        this.directory = directory;
        this.lockFile = lockFile;
    }

    /** Takes the directory for this process. The lock dies with the process, however it ends. */
    static PostgresHome take(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        FileChannel lockFile =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(lockFile) == null) {
            lockFile.close();
            throw new IOException(
                    "Another Exaplan holds the directory (%s).\nStop it, or give this one a directory of its own by EXAPLAN_HOME."
                            .formatted(directory));
        }
        return new PostgresHome(directory, lockFile);
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    Path directory() {
        return directory;
    }

    Path data() {
        return directory.resolve("data");
    }

    Path passwordFile() {
        return directory.resolve("password");
    }

    Path log() {
        return directory.resolve("postgres.log");
    }

    boolean initialised() {
        return Files.exists(data().resolve("PG_VERSION"));
    }

    /** The password of the database's only user, made at the first call and kept. */
    String password() throws IOException {
        if (!Files.exists(passwordFile())) {
            byte[] secret = new byte[24];
            new SecureRandom().nextBytes(secret);
            Files.createFile(
                    passwordFile(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(passwordFile(), HexFormat.of().formatHex(secret));
        }
        return Files.readString(passwordFile()).strip();
    }

    /** The port used last time when it is free, otherwise a new one, which is kept. */
    int port() throws IOException {
        Path file = directory.resolve("port");
        int kept = Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
        int port = kept != 0 && free(kept) ? kept : anyFreePort();
        Files.writeString(file, Integer.toString(port));
        return port;
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static int anyFreePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
