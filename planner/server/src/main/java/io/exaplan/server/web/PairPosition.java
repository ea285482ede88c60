package io.exaplan.server.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a page of a list in the order of two numbers, none below 0, ended. */
public record PairPosition(long first, long second) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})\\.(\\d{1,18})");

    /** Before all. */
    public static final PairPosition BEGINNING = new PairPosition(-1, -1);

    /** After all. */
    public static final PairPosition END = new PairPosition(Long.MAX_VALUE, Long.MAX_VALUE);

    /**
     * Where the page before ended.
     *
     * @param otherwise where the first page begins
     */
    public static PairPosition of(PageRequest page, PairPosition otherwise) {
        return page.position().map(PairPosition::parsed).orElse(otherwise);
    }

    private static PairPosition parsed(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw PageRequest.notOurs(text);
        }
        return new PairPosition(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)));
    }

    /** What {@link #of} reads. */
    public String text() {
        return "%d.%d".formatted(first, second);
    }
}
