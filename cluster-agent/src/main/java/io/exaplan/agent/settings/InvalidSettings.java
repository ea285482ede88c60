package io.exaplan.agent.settings;

import java.nio.file.Path;
import java.util.List;

/** A settings file that cannot be used. The message names every field, its value and what is allowed. */
public final class InvalidSettings extends RuntimeException {

    private final List<String> complaints;

    InvalidSettings(Path file, List<String> complaints) {
        super(file + " cannot be used:\n  " + String.join("\n  ", complaints));
        this.complaints = List.copyOf(complaints);
    }

    /** One sentence for each wrong field, in the order of reading. */
    public List<String> complaints() {
        return complaints;
    }
}
