package io.exaplan.server.dispatch;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text from outside, made fit to be stored: PostgreSQL knows no NUL, and no half of a character. */
final class Storable {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern HALF_CHARACTER = Pattern.compile("[\\ud800-\\udfff]");

    private Storable() {}

    static @Nullable String text(@Nullable String text, int longest) {
        if (text == null) {
            return null;
        }
        String shortened = text.length() <= longest ? text : text.substring(0, longest);
        return HALF_CHARACTER
                .matcher(CONTROL.matcher(shortened).replaceAll(" "))
                .replaceAll("?");
    }

    /** Whether it can be stored as it is. */
    static boolean plain(String text, int longest) {
        return !text.isBlank()
                && text.length() <= longest
                && text.chars().noneMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c));
    }
}
