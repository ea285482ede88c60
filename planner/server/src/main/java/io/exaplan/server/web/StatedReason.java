package io.exaplan.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.node.StringNode;

/**
 * Why somebody changes something, for the audit: {@code ?reason=} on every request that changes. It is in the query because headers
 * cannot say it in Chinese, and deletions have no body. Read without touching the body.
 */
final class StatedReason {

    static final String NAME = "reason";
    static final String MEANS = "Why, for the audit; a reason in the body goes before";
    static final int LONGEST = 1000;

    private StatedReason() {}

    static @Nullable String of(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query == null) {
            return null;
        }
        String found = null;
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith(NAME + "=")) {
                found = pair.substring(NAME.length() + 1);
            }
        }
        return found == null ? null : read(found);
    }

    private static String read(String encoded) {
        String reason;
        try {
            reason = UriUtils.decode(encoded.replace('+', ' '), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Problem.malformed(
                    "query",
                    "The query cannot be read.\nState name=value pairs joined by &, each percent-encoded in UTF-8.");
        }
        List<Offence> offences = new ArrayList<>();
        return Values.text(LONGEST)
                .read(StringNode.valueOf(reason), NAME, offences)
                .orElseThrow(() -> Problem.invalid(offences));
    }
}
