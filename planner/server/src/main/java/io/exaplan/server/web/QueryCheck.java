package io.exaplan.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Reads the query before a controller does, and tells all that is wrong in it at once: what the API does not know (a mistyped
 * {@code dryRun} must not submit a job), what is there twice and no list, what is required and missing, and what is no value of the
 * type the controller declares. What only the controller knows is told by it.
 */
final class QueryCheck implements HandlerInterceptor {

    private static final String API = "/api/";

    private final WebSettings settings;
    private final Map<Method, Map<String, QueryParameter>> known = new ConcurrentHashMap<>();

    QueryCheck(WebSettings settings) {
        this.settings = settings;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && request.getServletPath().startsWith(API)) {
            Problem.throwIfAny(
                    offences(request, known.computeIfAbsent(method.getMethod(), ignored -> parameters(method))));
        }
        return true;
    }

    private List<Offence> offences(HttpServletRequest request, Map<String, QueryParameter> parameters) {
        List<Offence> offences = new ArrayList<>();
        request.getParameterMap().forEach((name, values) -> {
            QueryParameter parameter = parameters.get(name);
            if (parameter == null) {
                offences.add(new Offence(name, values[0], unknown(parameters)));
            } else {
                parameter.check(List.of(values), offences);
            }
        });
        parameters.values().stream()
                .filter(parameter -> parameter.required() && request.getParameter(parameter.name()) == null)
                .forEach(parameter -> offences.add(new Offence(parameter.name(), null, "This is required.")));
        return offences;
    }

    private static String unknown(Map<String, QueryParameter> known) {
        return known.isEmpty()
                ? "There are no query parameters here."
                : "There is no such query parameter. Known are: %s.".formatted(String.join(", ", known.keySet()));
    }

    private Map<String, QueryParameter> parameters(HandlerMethod method) {
        Map<String, QueryParameter> found = new TreeMap<>();
        Stream.of(method.getMethodParameters())
                .flatMap(this::parameters)
                .forEach(parameter -> found.put(parameter.name(), parameter));
        if (ChangeHeaders.changes(method)) {
            found.put(StatedReason.NAME, QueryParameter.text(StatedReason.NAME));
        }
        return found;
    }

    private Stream<QueryParameter> parameters(MethodParameter parameter) {
        if (parameter.getParameterType() == PageRequest.class) {
            return PageRequest.parameters(settings);
        }
        return parameter.hasParameterAnnotation(RequestParam.class)
                ? Stream.of(QueryParameter.of(parameter))
                : Stream.empty();
    }
}
