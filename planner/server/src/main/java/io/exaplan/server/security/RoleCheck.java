package io.exaplan.server.security;

import io.exaplan.server.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets a call through to one of our endpoints when the caller's role is among the allowed ones. */
@Component
class RoleCheck implements HandlerInterceptor {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String OURS = "io.exaplan.server.";
    private static final String DRY_RUN = "dryRun";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && needsRole(method)) {
            check((Caller) request.getAttribute(Caller.ATTRIBUTE), method, changes(request, method));
        }
        return true;
    }

    private static void check(@Nullable Caller caller, HandlerMethod handler, boolean changes) {
        if (caller == null) {
            throw Problem.unauthenticated("This needs a bearer token.\nSend it as Authorization: Bearer <token>.");
        }
        Role[] allowed = allowed(handler);
        if (!Arrays.asList(allowed).contains(caller.role())) {
            throw Problem.forbidden("A token of role %s may not do this.\nIt takes one of %s."
                    .formatted(caller.role(), Arrays.toString(allowed)));
        }
        if (changes && !mayChange(caller, handler)) {
            throw Problem.forbidden(
                    "This token may change nothing here (its scopes: %s).\nIt takes one of %s. Maybe ask an administrator for another token."
                            .formatted(caller.scopes(), scopes(handler)));
        }
    }

    /** Where no scope is named, a token that is bound to scopes changes nothing. */
    private static boolean mayChange(Caller caller, HandlerMethod handler) {
        return mark(handler, InScope.class) == null ? caller.scopes() == null : caller.mayChange(scopes(handler));
    }

    private static List<TokenScope> scopes(HandlerMethod handler) {
        InScope mark = mark(handler, InScope.class);
        return mark == null ? List.of() : List.of(mark.value());
    }

    /** Whether a request is to change something: a dry run, where there is one, is not. */
    private static boolean changes(HttpServletRequest request, HandlerMethod handler) {
        return !READING.contains(request.getMethod())
                && !(hasDryRun(handler) && "true".equals(request.getParameter(DRY_RUN)));
    }

    private static boolean hasDryRun(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters())
                .map(parameter -> parameter.getParameterAnnotation(RequestParam.class))
                .anyMatch(declared -> declared != null && declared.name().equals(DRY_RUN));
    }

    /** Endpoints of {@code web} answer errors and serve the user interface, to everybody. */
    private static boolean needsRole(HandlerMethod method) {
        String name = method.getBeanType().getName();
        return name.startsWith(OURS) && !name.startsWith(OURS + "web.");
    }

    private static Role[] allowed(HandlerMethod method) {
        Allowed mark = mark(method, Allowed.class);
        return mark == null ? new Role[0] : mark.value();
    }

    /** The one on the method goes before the one on its type. */
    private static <A extends Annotation> @Nullable A mark(HandlerMethod method, Class<A> kind) {
        A onMethod = method.getMethodAnnotation(kind);
        return onMethod != null ? onMethod : method.getBeanType().getAnnotation(kind);
    }
}
