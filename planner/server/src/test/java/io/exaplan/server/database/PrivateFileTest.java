package io.exaplan.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {

    @TempDir
    Path folder;

    @Test
    void isForItsOwnerOnly() throws IOException {
        PrivateFile.write(folder.resolve("password"), "secret");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                .isEqualTo("rw-------");
    }

    @Test
    void replacesWhatWasThereAndWhatAKilledProcessLeftAside() throws IOException {
        Files.writeString(folder.resolve("port"), "5432");
        Files.writeString(folder.resolve("port.new"), "54");

        PrivateFile.write(folder.resolve("port"), "6543");

        assertThat(folder.resolve("port")).hasContent("6543");
        assertThat(folder.resolve("port.new")).doesNotExist();
    }

    @Test
    void isNeverChangedInPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("port"), "5432");
        Path asItWas = Files.createLink(folder.resolve("as-it-was"), file);

        PrivateFile.write(file, "6543");

        assertThat(asItWas).hasContent("5432");
    }
}
