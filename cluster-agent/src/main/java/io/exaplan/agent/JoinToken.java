package io.exaplan.agent;

import io.exaplan.agent.plannerlink.Credentials;
import io.exaplan.agent.settings.Fields;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The token that lets an agent in the first time, written in the settings or, better, in a file of its own.
 *
 * @param text the token, absent when it is in a file or no longer needed
 * @param file the file, absent when the token is in the settings or no longer needed
 */
record JoinToken(@Nullable String text, @Nullable Path file) {

    static JoinToken read(Fields fields) {
        if (fields.has("joinToken") && fields.has("joinTokenFile")) {
            fields.complain("joinTokenFile", "either joinToken or joinTokenFile");
        }
        return new JoinToken(
                fields.optionalText("joinToken").orElse(null),
                fields.path("joinTokenFile").orElse(null));
    }

    /** The token as it is now; a file is read anew every time. */
    Optional<String> current() {
        return file == null ? Optional.ofNullable(text) : Credentials.read(file);
    }

    /** Never the token itself: settings find their way into logs. */
    @Override
    public String toString() {
        return file == null ? "join token" : "join token in " + file;
    }
}
