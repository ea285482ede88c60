package io.exaplan.server.web;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** A request that is refused, as RFC 9457 problem details. The type is stable; the detail states what was met, then advises. */
public final class Problem extends RuntimeException {

    /** Every {@code type} begins so. */
    public static final String TYPE_PREFIX = "urn:exaplan:problem:";

    private final HttpStatus status;
    private final String kind;
    private final List<Offence> offences;
    private final Map<String, String> headers;

    /** @param kind last part of the stable type, such as {@code not-found} */
    public Problem(HttpStatus status, String kind, String detail) {
        this(status, kind, detail, List.of(), Map.of());
    }

    private Problem(
            HttpStatus status, String kind, String detail, List<Offence> offences, Map<String, String> headers) {
        super(detail);
        this.status = status;
        this.kind = kind;
        this.offences = List.copyOf(offences);
        this.headers = Map.copyOf(headers);
    }

    /** A refusal by somebody who knows no more of it than its status. */
    static Problem ofStatus(HttpStatus status, String detail) {
        String kind = status == HttpStatus.BAD_REQUEST
                ? "invalid"
                : status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
        return new Problem(status, kind, detail);
    }

    /** 400 with all fields that cannot be accepted. */
    public static Problem invalid(List<Offence> offences) {
        String detail = offences.size() == 1
                ? "1 field cannot be accepted: " + offences.getFirst().field() + "."
                : "%d fields cannot be accepted.".formatted(offences.size());
        return new Problem(HttpStatus.BAD_REQUEST, "invalid", detail, offences, Map.of());
    }

    /** 400 when there is any field that cannot be accepted. */
    public static void throwIfAny(List<Offence> offences) {
        if (!offences.isEmpty()) {
            throw invalid(offences);
        }
    }

    /** 400 for a query parameter with this value. */
    public static Problem ofParameter(String name, @Nullable Object value, String allowed) {
        return invalid(List.of(new Offence(name, value == null ? null : value.toString(), allowed)));
    }

    /** 400 for a part of the request that cannot be read at all, such as the {@code body}. */
    public static Problem malformed(String part, String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, "malformed", detail).about(part, null, detail);
    }

    /** The same problem, naming what of the request is meant. */
    public Problem about(String field, @Nullable String value, String allowed) {
        return new Problem(
                status, kind, String.valueOf(getMessage()), List.of(new Offence(field, value, allowed)), headers);
    }

    /** The same problem with the {@code If-Match} that was sent, where that is what is wrong: who compares versions knows no headers. */
    Problem told(@Nullable String ifMatch) {
        boolean compared = ifMatch != null
                && offences.stream()
                        .anyMatch(each -> each.field().equals(HttpHeaders.IF_MATCH) && each.value() == null);
        return compared
                ? about(HttpHeaders.IF_MATCH, ifMatch, offences.getFirst().message())
                : this;
    }

    /** 401. */
    public static Problem unauthenticated(String detail) {
        return new Problem(
                HttpStatus.UNAUTHORIZED, "unauthenticated", detail, List.of(), Map.of("WWW-Authenticate", "Bearer"));
    }

    /** 403. */
    public static Problem forbidden(String detail) {
        return new Problem(HttpStatus.FORBIDDEN, "forbidden", detail);
    }

    /** 404; also what a caller gets who may not know that the thing exists. */
    public static Problem notFound(String what, Object id) {
        return new Problem(HttpStatus.NOT_FOUND, "not-found", "There is no %s (%s).".formatted(what, id));
    }

    /** 409, because of what a field of the thing is. */
    public static Problem conflict(String kind, String field, @Nullable Object value, String detail) {
        return new Problem(HttpStatus.CONFLICT, kind, detail)
                .about(field, value == null ? null : value.toString(), detail);
    }

    /** 409 of what will be over in a moment. */
    static Problem inProgress(String kind, String detail) {
        return conflict(kind, ChangeHeaders.KEY, null, detail).with(Map.of("Retry-After", "1"));
    }

    /** 409 for a second thing of a name. */
    public static Problem nameTaken(String what, String name) {
        return conflict("name-taken", "name", name, "There is a %s (%s) already.".formatted(what, name))
                .about("name", name, "State a name that no %s has.".formatted(what));
    }

    /** 413. */
    public static Problem tooLarge(long limitBytes) {
        return new Problem(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "too-large",
                        "The body is larger than %d bytes.\nMaybe send less at once.".formatted(limitBytes))
                .about("body", null, "Send at most %d bytes.".formatted(limitBytes));
    }

    /** 429 with the time after which to try again. */
    public static Problem tooMany(String detail, int retryAfterSeconds) {
        return new Problem(
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-requests",
                detail,
                List.of(),
                Map.of("Retry-After", Integer.toString(retryAfterSeconds)));
    }

    /** 503 with the time after which to try again. */
    public static Problem unavailable(String detail, int retryAfterSeconds) {
        return new Problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "unavailable",
                detail,
                List.of(),
                Map.of("Retry-After", Integer.toString(retryAfterSeconds)));
    }

    /** The same problem with more response headers. */
    Problem with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(headers);
        all.putAll(more);
        return new Problem(status, kind, String.valueOf(getMessage()), offences, all);
    }

    public HttpStatus status() {
        return status;
    }

    public String type() {
        return TYPE_PREFIX + kind;
    }

    public List<Offence> offences() {
        return offences;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** What goes over the wire. */
    public ProblemView view() {
        return new ProblemView(
                type(), status.getReasonPhrase(), status.value(), String.valueOf(getMessage()), offences);
    }
}
