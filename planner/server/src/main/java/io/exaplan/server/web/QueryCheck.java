package io.exaplan.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses query parameters the API does not know: a mistyped {@code dryRun} must not submit a job. */
final class KnownParameters implements HandlerInterceptor {

    private static final String API = "/api/";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && request.getQueryString() != null
                && request.getServletPath().startsWith(API)) {
            NavigableSet<String> known = known(method);
            List<Offence> offences = request.getParameterMap().keySet().stream()
                    .filter(name -> !known.contains(name))
                    .map(name -> new Offence(name, request.getParameter(name), unknown(known)))
                    .toList();
            if (!offences.isEmpty()) {
                throw Problem.invalid(offences);
            }
        }
        return true;
    }

    private static String unknown(NavigableSet<String> known) {
        return known.isEmpty()
                ? "There are no query parameters here."
                : "There is no such query parameter. Known are: %s.".formatted(String.join(", ", known));
    }

    private static NavigableSet<String> known(HandlerMethod method) {
        NavigableSet<String> known = new TreeSet<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            names(parameter).forEach(known::add);
        }
        if (ChangeHeaders.changes(method)) {
            known.add(StatedReason.NAME);
        }
        return known;
    }

    private static Stream<String> names(MethodParameter parameter) {
        if (parameter.getParameterType() == PageRequest.class) {
            return Stream.of("limit", "cursor");
        }
        RequestParam declared = parameter.getParameterAnnotation(RequestParam.class);
        if (declared == null) {
            return Stream.empty();
        }
        return Stream.of(
                declared.name().isEmpty() ? Objects.requireNonNull(parameter.getParameterName()) : declared.name());
    }
}
