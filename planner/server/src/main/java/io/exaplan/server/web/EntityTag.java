package io.exaplan.server.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** A version as HTTP carries it: read as {@code ETag}, sent back as {@code If-Match} by whoever changes what he read. */
public final class EntityTag {

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");

    private EntityTag() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /** The version an update says it is based on. */
    public static long required(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw new Problem(
                            HttpStatus.PRECONDITION_REQUIRED,
                            "if-match-required",
                            "The update does not say what it is based on.\nSend the ETag you read as If-Match.")
                    .about(HttpHeaders.IF_MATCH, null, "Send the ETag you read.");
        }
        if (ifMatch.strip().equals("*")) {
            throw new Problem(
                            HttpStatus.PRECONDITION_REQUIRED,
                            "if-match-required",
                            "If-Match is (*), which every version matches: the update does not say what it is based on.\nSend the ETag you read.")
                    .about(HttpHeaders.IF_MATCH, ifMatch, "Send the ETag you read.");
        }
        Matcher matcher = TAG.matcher(ifMatch.strip());
        if (!matcher.matches()) {
            throw new Problem(
                            HttpStatus.PRECONDITION_FAILED,
                            "changed-meanwhile",
                            "If-Match is (%s), which was never an ETag here.\nSend the ETag you read, quotes included."
                                    .formatted(ifMatch))
                    .about(HttpHeaders.IF_MATCH, ifMatch, "Send the ETag you read, quotes included.");
        }
        return Long.parseLong(matcher.group(1));
    }

    /** The problem of an update whose {@code If-Match} is no longer true. */
    public static Problem outdated(String what, Object id) {
        return new Problem(
                        HttpStatus.PRECONDITION_FAILED,
                        "changed-meanwhile",
                        "The %s (%s) was changed meanwhile.\nRead it again and decide anew.".formatted(what, id))
                .about(HttpHeaders.IF_MATCH, null, "Send the ETag of what you read last.");
    }
}
