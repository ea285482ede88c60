package io.exaplan.agent.plannerlink;

import io.exaplan.contract.ProblemDetails;
import io.exaplan.contract.ProblemDetails.FieldError;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads refusals: problem details where the planner speaks, the bare status where something in between does. */
final class Refusals {

    private static final int FIELDS_TOLD = 10;

    private Refusals() {}

    static <T> Answer<T> read(HttpResponse<?> response, byte[] body) {
        int status = response.statusCode();
        @Nullable Duration wait = waitAsked(response).orElse(null);
        return problem(body)
                .<Answer<T>>map(problem ->
                        new Answer.Refused<>(Refusal.of(problem.type(), status), tell(problem, status), wait))
                .orElseGet(() ->
                        new Answer.Refused<>(Refusal.of(null, status), "The answer had status " + status + ".", wait));
    }

    private static Optional<ProblemDetails> problem(byte[] body) {
        try {
            return body.length == 0
                    ? Optional.empty()
                    : Optional.ofNullable(ProtocolJson.mapper().readValue(body, ProblemDetails.class));
        } catch (JacksonException notAProblem) {
            return Optional.empty();
        }
    }

    private static String tell(ProblemDetails problem, int status) {
        String what = Optional.ofNullable(problem.detail())
                .or(() -> Optional.ofNullable(problem.title()))
                .orElse("The answer had status " + status + ".");
        String fields =
                problem.errors().stream().limit(FIELDS_TOLD).map(Refusals::tell).collect(Collectors.joining("; "));
        return fields.isEmpty() ? what : what + " (" + fields + ")";
    }

    private static String tell(FieldError error) {
        return "%s is %s: %s".formatted(error.field(), error.value(), error.message());
    }

    /** Seconds only; a date would need the planner's clock and ours to agree. */
    private static Optional<Duration> waitAsked(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,5}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }
}
