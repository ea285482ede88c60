package io.exaplan.agent.driver.kubernetes;

import io.exaplan.agent.settings.SettingsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads settings as an operator writes them. */
final class SettingsOf {

    private SettingsOf() {}

    /** The block {@code kubernetes} of a settings file, in YAML. */
    static KubernetesSettings yaml(String block) {
        try {
            Path file = Files.createTempFile("kubernetes", ".yaml");
            try {
                Files.writeString(file, block);
                return SettingsFile.read(file, KubernetesSettings::read);
            } finally {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
