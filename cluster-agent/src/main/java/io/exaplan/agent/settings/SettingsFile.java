package io.exaplan.agent.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** One YAML (or JSON) file of settings. Paths in it are relative to the folder it lies in. */
public final class SettingsFile {

    private static final YAMLMapper YAML = new YAMLMapper();

    private SettingsFile() {}

    /**
     * Reads the file and hands its top block to the reader.
     *
     * @throws InvalidSettings when the file is missing or no YAML, or when the reader complained about any field
     */
    public static <T> T read(Path file, Function<Fields, T> reader) {
        Complaints complaints = new Complaints();
        Path folder = file.toAbsolutePath().normalize().getParent();
        Fields top = new Fields(tree(file), "", folder == null ? Path.of("/") : folder, complaints);
        T settings = reader.apply(top);
        top.complainAboutUnread();
        if (!complaints.all().isEmpty()) {
            throw new InvalidSettings(file, complaints.all());
        }
        return settings;
    }

    private static JsonNode tree(Path file) {
        try {
            return YAML.readTree(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new InvalidSettings(
                    file, List.of("It cannot be read (" + unreadable + "). Name a readable YAML file."));
        } catch (JacksonException malformed) {
            throw new InvalidSettings(file, List.of("It is not YAML: " + malformed.getOriginalMessage()));
        }
    }
}
