package io.exaplan.server.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a long list is asked for: {@code ?limit=&cursor=}. Controllers take it as a parameter.
 *
 * @param limit items of the page
 * @param positionOrNull where the last page ended, null for the first page
 */
public record PageRequest(int limit, @Nullable String positionOrNull) {

    private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");
    private static final String NAME = "name ";
    private static final String CURSOR_RULE = "State the nextCursor of the page before, as it was given.";

    /** What to query for: one more, so as to know whether the list goes on. */
    public int limitAndOne() {
        return limit + 1;
    }

    /** Where the last page ended. */
    public Optional<String> position() {
        return Optional.ofNullable(positionOrNull);
    }

    /** Where the last page ended, for lists in the order of a number. */
    public long after(long first) {
        return position().map(PageRequest::number).orElse(first);
    }

    /** The name the last page ended with, for lists in the order of names; before all for the first page. */
    public String afterName() {
        return position().map(PageRequest::name).orElse("");
    }

    /** What {@link #afterName} reads. */
    public static String named(String name) {
        return NAME + name;
    }

    private static String name(String position) {
        if (!position.startsWith(NAME)) {
            throw notOurs(position);
        }
        return position.substring(NAME.length());
    }

    static String cursor(String position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    static PageRequest of(@Nullable String limit, @Nullable String cursor, WebSettings settings) {
        return new PageRequest(
                limit == null ? settings.pageLimit() : Integer.parseInt(limit), cursor == null ? null : text(cursor));
    }

    /** The parameters {@link #of} reads. */
    static Stream<QueryParameter> parameters(WebSettings settings) {
        int most = settings.maxPageLimit();
        return Stream.of(
                QueryParameter.optional(
                        "limit", limit -> isWithin(limit, most), "State a whole number from 1 to %d.".formatted(most)),
                QueryParameter.optional("cursor", PageRequest::isCursor, CURSOR_RULE));
    }

    private static boolean isWithin(String limit, int most) {
        return WHOLE.matcher(limit).matches() && Integer.parseInt(limit) >= 1 && Integer.parseInt(limit) <= most;
    }

    private static boolean isCursor(String cursor) {
        try {
            String text = text(cursor);
            return !text.isEmpty() && text.indexOf('\0') < 0 && cursor(text).equals(cursor);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String text(String cursor) {
        return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    }

    private static long number(String position) {
        try {
            return Long.parseLong(position);
        } catch (NumberFormatException e) {
            throw notOurs(position);
        }
    }

    /** The problem of a cursor that can be read and that no page of this list gave. */
    public static Problem notOurs(String position) {
        return Problem.invalid(List.of(new Offence("cursor", cursor(position), CURSOR_RULE)));
    }
}
