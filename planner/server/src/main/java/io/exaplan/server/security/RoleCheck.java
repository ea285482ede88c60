package io.exaplan.server.security;

import io.exaplan.server.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets a call through to one of our endpoints when the caller's role is among the allowed ones. */
@Component
class RoleCheck implements HandlerInterceptor {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String OURS = "io.exaplan.server.";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && needsRole(method)) {
            check((Caller) request.getAttribute(Caller.ATTRIBUTE), allowed(method), request.getMethod());
        }
        return true;
    }

    private static void check(@Nullable Caller caller, Role[] allowed, String method) {
        if (caller == null) {
            throw Problem.unauthenticated("This needs a bearer token.\nSend it as Authorization: Bearer <token>.");
        }
        if (!Arrays.asList(allowed).contains(caller.role())) {
            throw Problem.forbidden("A token of role %s may not do this.\nIt takes one of %s."
                    .formatted(caller.role(), Arrays.toString(allowed)));
        }
        if (caller.readOnly() && !READING.contains(method)) {
            throw Problem.forbidden(
                    "This token only reads.\nMaybe ask an administrator for one that may change things.");
        }
    }

    /** Endpoints of {@code web} answer errors and serve the user interface, to everybody. */
    private static boolean needsRole(HandlerMethod method) {
        String name = method.getBeanType().getName();
        return name.startsWith(OURS) && !name.startsWith(OURS + "web.");
    }

    private static Role[] allowed(HandlerMethod method) {
        Allowed onMethod = method.getMethodAnnotation(Allowed.class);
        Allowed onType = method.getBeanType().getAnnotation(Allowed.class);
        Allowed mark = onMethod != null ? onMethod : onType;
        return mark == null ? new Role[0] : mark.value();
    }
}
