package io.exaplan.server.web;

import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/** What is wrong with a JSON text, in words for whoever sent it: where it is and what, nothing of the library that read it. */
public final class JsonTrouble {
    private static final Pattern INTERNALS =
            Pattern.compile(" \\(start marker at .*|: not allowed as per .*|, from `[^`]*`| \\(bound as [^)]*\\)");

    private JsonTrouble() {}

    /** One sentence, with the line and the column where they are known. */
    public static String of(JacksonException trouble) {
        String what = INTERNALS.matcher(trouble.getOriginalMessage()).replaceAll("");
        boolean placed = trouble.getLocation() != null && trouble.getLocation().getLineNr() >= 0;
        return placed
                ? "%s, at line %d, column %d"
                        .formatted(
                                what,
                                trouble.getLocation().getLineNr(),
                                trouble.getLocation().getColumnNr())
                : what;
    }
}
