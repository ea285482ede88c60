package io.exaplan.server.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a long list is asked for: {@code ?limit=&cursor=}. Controllers take it as a parameter.
 *
 * @param limit items of the page
 * @param positionOrNull where the last page ended, null for the first page
 */
public record PageRequest(int limit, @Nullable String positionOrNull) {

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

    static String cursor(String position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    static PageRequest of(@Nullable String limit, @Nullable String cursor, WebSettings settings) {
        int most = settings.maxPageLimit();
        int items = limit == null ? settings.pageLimit() : limit(limit, most);
        return new PageRequest(items, cursor == null ? null : position(cursor));
    }

    private static int limit(String limit, int most) {
        try {
            int items = Integer.parseInt(limit);
            if (items >= 1 && items <= most) {
                return items;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw Problem.invalid(
                List.of(new Offence("limit", limit, "State a whole number from 1 to %d.".formatted(most))));
    }

    private static String position(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw refused(cursor);
        }
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
        return refused(cursor(position));
    }

    private static Problem refused(String cursor) {
        return Problem.invalid(
                List.of(new Offence("cursor", cursor, "State the nextCursor of the page before, as it was given.")));
    }
}
