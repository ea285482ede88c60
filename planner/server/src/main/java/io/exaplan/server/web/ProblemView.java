package io.exaplan.server.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * Problem details of RFC 9457.
 *
 * @param type stable name of the kind of problem, {@code urn:exaplan:problem:...}
 * @param title the status in words
 * @param status HTTP status
 * @param detail what was met, then what may help
 * @param errors all fields that cannot be accepted; absent when it is not about fields
 */
public record ProblemView(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Offence> errors) {}
