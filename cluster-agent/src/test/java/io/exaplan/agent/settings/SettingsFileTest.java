package io.exaplan.agent.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {

    @TempDir
    private Path folder;

    @Test
    void readsWhatIsThereAndDefaultsForWhatIsNot() throws IOException {
        Path file = write("name: north\nwait: PT3S\n");

        SettingsFile.read(file, fields -> {
            assertThat(fields.text("name", "a name")).isEqualTo("north");
            assertThat(fields.duration("wait", Duration.ZERO, Duration.ZERO, Duration.ofDays(1)))
                    .isEqualTo(Duration.ofSeconds(3));
            assertThat(fields.number("most", 7, 0, 9)).isEqualTo(7);
            return fields;
        });
    }

    @Test
    void namesEveryWrongFieldItsValueAndWhatIsAllowed() throws IOException {
        Path file = write("wait: soon\nmost: 12\ninner: {flag: perhaps}\nother: 1\n");

        assertThatThrownBy(() -> SettingsFile.read(file, fields -> {
                    fields.text("name", "a name");
                    fields.duration("wait", Duration.ZERO, Duration.ZERO, Duration.ofHours(1));
                    fields.number("most", 7, 0, 9);
                    fields.block("inner").flag("flag", false);
                    return fields;
                }))
                .asInstanceOf(type(InvalidSettings.class))
                .extracting(InvalidSettings::complaints)
                .isEqualTo(List.of(
                        "name is missing; allowed: a name.",
                        "wait is \"soon\"; allowed: an ISO 8601 duration from PT0S to PT1H.",
                        "most is 12; allowed: a whole number from 0 to 9.",
                        "inner.flag is \"perhaps\"; allowed: true or false.",
                        "other is not known here; known: name, wait, most, inner."));
    }

    @Test
    void resolvesPathsAgainstTheFolderOfTheFile() throws IOException {
        Path file = write("world: worlds/north\n");

        Path world = SettingsFile.read(file, fields -> fields.path("world").orElseThrow());

        assertThat(world).isEqualTo(folder.resolve("worlds/north"));
    }

    @Test
    void laysBlocksOverTheDefaults() throws IOException {
        Path file = write("""
                defaults: {planner: {url: a, proxy: b}, rate: 1}
                agents:
                  - {name: north, planner: {proxy: c}}
                  - {name: south}
                """);

        List<String> read = SettingsFile.read(
                file,
                fields -> fields.blocksOver("defaults", "agents").stream()
                        .map(block -> {
                            Fields planner = block.block("planner");
                            return block.text("name", "")
                                    + planner.text("url", "")
                                    + planner.text("proxy", "")
                                    + block.number("rate", 0, 0, 9);
                        })
                        .toList());

        assertThat(read).containsExactly("northac1", "southab1");
    }

    @Test
    void saysSoWhenTheFileIsMissingOrNoYaml() throws IOException {
        assertThatThrownBy(() -> SettingsFile.read(folder.resolve("none.yaml"), fields -> fields))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("cannot be read");
        Path garbage = write("a: [");
        assertThatThrownBy(() -> SettingsFile.read(garbage, fields -> fields))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("not YAML");
        Path list = write("- a\n- b\n");
        assertThatThrownBy(() -> SettingsFile.read(list, fields -> fields))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("a block of named fields");
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(folder.resolve("settings.yaml"), yaml);
    }
}
