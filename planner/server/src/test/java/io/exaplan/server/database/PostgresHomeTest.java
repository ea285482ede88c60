package io.exaplan.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a process leaves that is killed while it writes. */
class PostgresHomeTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "70000", "54x2"})
    void takesAnyPortWhenTheKeptOneIsNone(String kept) throws IOException {
        Files.writeString(directory.resolve("port"), kept);
        try (PostgresHome home = PostgresHome.take(directory)) {
            int port = home.port();

            assertThat(port).isBetween(1, 65_535);
            assertThat(directory.resolve("port")).hasContent(Integer.toString(port));
        }
    }

    @Test
    void keepsItsPortAndItsPassword() throws IOException {
        try (PostgresHome home = PostgresHome.take(directory)) {
            int port = home.port();
            String password = home.password();

            assertThat(home.port()).isEqualTo(port);
            assertThat(home.password()).isEqualTo(password).isNotBlank();
        }
    }

    @Test
    void makesAnEmptyPasswordAnewWhileThereAreNoData() throws IOException {
        Files.createFile(directory.resolve("password"));
        try (PostgresHome home = PostgresHome.take(directory)) {
            String password = home.password();

            assertThat(password).isNotBlank();
            assertThat(home.passwordFile()).hasContent(password);
        }
    }

    @Test
    void saysWhatToDoWhenThePasswordOfTheDataIsLost() throws IOException {
        Files.createFile(Files.createDirectory(directory.resolve("data")).resolve("PG_VERSION"));
        try (PostgresHome home = PostgresHome.take(directory)) {
            assertThatThrownBy(home::password)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(home.passwordFile().toString())
                    .hasMessageContaining("from a backup");
        }
    }

    @Test
    void removesWhatWasLeftUnfinishedAndNothingElse() throws IOException {
        Path data = directory.resolve("data-unfinished-1/base");
        Path programs = directory.resolve("unpacking-77/bin");
        Path kept = directory.resolve("data/base");
        for (Path folder : new Path[] {data, programs, kept}) {
            Files.createFile(Files.createDirectories(folder).resolve("file"));
        }

        PostgresHome.take(directory).close();

        assertThat(data.getParent()).doesNotExist();
        assertThat(programs.getParent()).doesNotExist();
        assertThat(kept.resolve("file")).exists();
    }
}
