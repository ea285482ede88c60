package io.exaplan.agent.plannerlink;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The agent's own token, kept in its state directory for nobody else to read, and the join token to fall back to. When one of
 * the two is refused the other is tried next. Not for several threads.
 */
public final class Credentials {

    private static final String FILE = "agent-token";
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path file;
    private final Supplier<Optional<String>> joinToken;
    private boolean preferJoinToken;

    /**
     * Looks for the agent's own token in the state directory.
     *
     * @param joinToken asked at every try, so that a token renewed in its file is found
     */
    public Credentials(Path stateDirectory, Supplier<Optional<String>> joinToken) {
        this.file = stateDirectory.resolve(FILE);
        this.joinToken = joinToken;
    }

    /** The token to try next; nothing when there is neither. */
    public Optional<Credential> current() {
        Optional<Credential> own = own().map(token -> new Credential(token, true));
        Optional<Credential> join = joinToken.get().map(token -> new Credential(token, false));
        return preferJoinToken ? join.or(() -> own) : own.or(() -> join);
    }

    /** The planner does not take this credential: the other kind comes first until one is taken. */
    public void refused(Credential credential) {
        preferJoinToken = credential.own();
    }

    /** Keeps the agent's own token, in place of any earlier one. */
    public void keep(String agentToken) {
        Path next = file.resolveSibling(FILE + ".next");
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(next);
            Files.createFile(next, OWNER_ONLY);
            Files.writeString(next, agentToken + "\n", UTF_8);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            preferJoinToken = false;
        } catch (FileAlreadyExistsException concurrent) {
            throw new UncheckedIOException(
                    "Another agent keeps its token in " + file.getParent() + " too.", concurrent);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(
                    "The agent's token cannot be kept in " + file + ". Make the state directory writable.", unwritable);
        }
    }

    private Optional<String> own() {
        return read(file);
    }

    /** A token kept in a file, without the space around it; nothing when the file is missing or empty. */
    public static Optional<String> read(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(Files.readString(file, UTF_8).strip()).filter(token -> !token.isEmpty())
                    : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The token in " + file + " cannot be read.", unreadable);
        }
    }
}
