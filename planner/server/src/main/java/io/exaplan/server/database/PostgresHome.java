package io.exaplan.server.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** The directory of one embedded PostgreSQL, held by one process at a time: its data, password, port and log. */
final class PostgresHome implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresHome.class);

    /** Folders that are moved away once they are whole: what still bears such a name was left by a killed process. */
    private static final String UNFINISHED = "{data-unfinished-,%s}*".formatted(PostgresBinaries.UNFINISHED);

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
        removeUnfinished(directory);
        return new PostgresHome(directory, lockFile);
    }

    private static void removeUnfinished(Path directory) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(directory, UNFINISHED)) {
            for (Path folder : folders) {
                try {
                    FileSystemUtils.deleteRecursively(folder);
                } catch (IOException stillWritten) {
                    LOG.warn("{} is left for the next start to remove: {}", folder, stillWritten.toString());
                }
            }
        }
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

    /** Where this process makes the data, to be moved into place whole. */
    Path unfinishedData() {
        return directory.resolve("data-unfinished-" + ProcessHandle.current().pid());
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

    /** The password of the database's only user, made before the data that ask for it, and kept. */
    String password() throws IOException {
        String kept =
                Files.exists(passwordFile()) ? Files.readString(passwordFile()).strip() : "";
        if (!kept.isEmpty()) {
            return kept;
        }
        if (initialised()) {
            throw new IOException(
                    "The database in (%s) asks for a password that (%s) does not hold.\nBring that file back from a backup."
                            .formatted(data(), passwordFile()));
        }
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        String made = HexFormat.of().formatHex(secret);
        PrivateFile.write(passwordFile(), made);
        return made;
    }

    /** The port used last time when it is free, otherwise a new one, which is kept. */
    int port() throws IOException {
        Path file = directory.resolve("port");
        int kept = kept(file);
        if (kept > 0 && free(kept)) {
            return kept;
        }
        int port = anyFreePort();
        PrivateFile.write(file, Integer.toString(port));
        return port;
    }

    /** The number in a file; 0 when there is none. */
    private static int kept(Path file) {
        try {
            return Integer.parseInt(Files.readString(file).strip());
        } catch (IOException | NumberFormatException none) {
            return 0;
        }
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException | IllegalArgumentException taken) {
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
