package io.exaplan.server.planning;

import io.exaplan.server.web.PageRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a page of a version's changes ended. */
record ChangePosition(long revision, long jobId) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})\\.(\\d{1,18})");

    static ChangePosition of(PageRequest page) {
        return page.position()
                .map(text -> {
                    Matcher parts = TEXT.matcher(text);
                    if (!parts.matches()) {
                        throw PageRequest.notOurs(text);
                    }
                    return new ChangePosition(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)));
                })
                .orElse(new ChangePosition(-1, -1));
    }

    static String text(AllocationChangeView change) {
        return "%d.%d".formatted(change.revision(), change.jobId());
    }
}
