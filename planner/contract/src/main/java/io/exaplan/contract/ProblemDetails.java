package io.exaplan.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A refusal, as RFC 9457 has it ({@code application/problem+json}). Every member may be absent there, so it may here.
 *
 * @param type stable name of the kind of problem, one of {@link ProblemTypes}
 * @param title the kind in a few words
 * @param status the HTTP status, repeated
 * @param detail what is wrong this time and what to do, for people
 * @param errors every offending field, for {@link ProblemTypes#INVALID}
 */
public record ProblemDetails(
        @Nullable String type,
        @Nullable String title,
        @Nullable Integer status,
        @Nullable String detail,
        List<FieldError> errors) {
    public ProblemDetails {
        errors = Lists.orEmpty(errors);
    }

    /**
     * One field that was not accepted.
     *
     * @param field path of the field in the body, such as {@code runs[3].state}
     * @param value the value as it was read, cut to a readable length; absent when the field was missing
     * @param message what is allowed
     */
    public record FieldError(
            @Nullable String field,
            @Nullable String value,
            @Nullable String message) {}
}
