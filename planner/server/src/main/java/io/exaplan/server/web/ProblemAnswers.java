package io.exaplan.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.databind.json.JsonMapper;

/** Turns whatever goes wrong into problem details. What nobody foresaw gets a number to look for in the log, no stack trace. */
@RestControllerAdvice
public class ProblemAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

    private final JsonMapper json;

    ProblemAnswers(JsonMapper json) {
        this.json = json;
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<ProblemView> answer(Exception exception, HttpServletRequest request) {
        if (callerHasGone(exception)) {
            return null;
        }
        Problem problem = problemOf(exception, request);
        HttpHeaders headers = new HttpHeaders();
        problem.headers().forEach(headers::set);
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return new ResponseEntity<>(problem.view(), headers, problem.status());
    }

    private static boolean callerHasGone(Exception exception) {
        return exception instanceof AsyncRequestNotUsableException
                || exception instanceof ClientAbortException
                || (exception instanceof HttpMessageNotWritableException
                        && DisconnectedClientHelper.isClientDisconnectedException(exception));
    }

    /** Writes a problem where no controller is involved. */
    public void write(Problem problem, HttpServletResponse response) throws IOException {
        response.setStatus(problem.status().value());
        problem.headers().forEach(response::setHeader);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem.view());
    }

    /** The problem that an exception amounts to. */
    public Problem problemOf(Exception exception, HttpServletRequest request) {
        if (exception instanceof Problem problem) {
            return problem.told(request.getHeader(HttpHeaders.IF_MATCH));
        }
        if (exception instanceof NoResourceFoundException) {
            return new Problem(
                    HttpStatus.NOT_FOUND,
                    "not-found",
                    "There is nothing at (%s).\nMaybe see what there is at /api/v1/openapi."
                            .formatted(request.getRequestURI()));
        }
        if (exception instanceof ErrorResponse refused) {
            return ofFramework(refused, exception);
        }
        if (exception instanceof InvalidParameterException) {
            return Problem.malformed(
                    "query",
                    "The query cannot be read.\nState name=value pairs joined by &, each percent-encoded in UTF-8.");
        }
        if (exception instanceof MethodArgumentTypeMismatchException mismatch) {
            return ofParameter(mismatch);
        }
        if (DatabaseTroubles.away(exception)) {
            LOG.warn(
                    "{} {}: the database is away: {}",
                    request.getMethod(),
                    request.getRequestURI(),
                    exception.getMessage());
            return Problem.unavailable("The database does not answer at the moment.\nMaybe try again in a second.", 1);
        }
        UUID incident = UUID.randomUUID();
        LOG.error("Incident {}: {} {}", incident, request.getMethod(), request.getRequestURI(), exception);
        return new Problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal",
                "Something went wrong that nobody foresaw.\nThe server's log says more under incident %s."
                        .formatted(incident));
    }

    private static Problem ofParameter(MethodArgumentTypeMismatchException mismatch) {
        String rule = QueryParameter.Spelling.of(mismatch.getRequiredType()).rule();
        return Problem.ofParameter(mismatch.getName(), mismatch.getValue(), rule);
    }

    private static Problem ofFramework(ErrorResponse refused, Exception exception) {
        HttpStatusCode code = refused.getStatusCode();
        HttpStatus known = HttpStatus.resolve(code.value());
        HttpStatus status = known == null ? HttpStatus.BAD_REQUEST : known;
        String detail = refused.getBody().getDetail();
        Map<String, String> headers = new HashMap<>();
        refused.getHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        Problem problem = Problem.ofStatus(status, detail == null ? String.valueOf(exception.getMessage()) : detail)
                .with(headers);
        return status == HttpStatus.BAD_REQUEST
                ? problem.about(fieldOf(exception), null, String.valueOf(problem.getMessage()))
                : problem;
    }

    private static String fieldOf(Exception exception) {
        return switch (exception) {
            case MissingServletRequestParameterException missing -> missing.getParameterName();
            case MissingRequestHeaderException missing -> missing.getHeaderName();
            default -> "request";
        };
    }
}
