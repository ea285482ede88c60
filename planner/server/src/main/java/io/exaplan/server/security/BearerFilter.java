package io.exaplan.server.security;

import io.exaplan.server.web.Problem;
import io.exaplan.server.web.ProblemAnswers;
import io.exaplan.server.web.RequestOwner;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who calls. Whether the caller may is decided at the endpoint ({@link RoleCheck}), so no spelling of a path gets round
 * it; endpoints that are not ours (metrics) are guarded here.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class BearerFilter extends OncePerRequestFilter {

    private static final String SCHEME = "bearer ";
    private static final Pattern UNPLAIN = Pattern.compile("//|;|\\\\|/\\.\\.?(/|$)|%(2[eEfF]|5[cC]|3[bB]|00|25)");

    private final Tokens tokens;
    private final OidcCallers oidc;
    private final ProblemAnswers answers;
    private final RequestLimits ofTokens;
    private final RequestLimits ofStrangers;

    BearerFilter(Tokens tokens, OidcCallers oidc, ProblemAnswers answers, SecuritySettings settings) {
        this.tokens = tokens;
        this.oidc = oidc;
        this.answers = answers;
        ofTokens = new RequestLimits(settings.requestsPerSecond(), settings.requestBurst(), System::nanoTime);
        ofStrangers = new RequestLimits(settings.strangersPerSecond(), settings.strangerBurst(), System::nanoTime);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            requirePlain(request);
            Optional<Caller> caller = callerOf(request);
            requireMeasure(caller, request);
            if (caller.isEmpty() && guardedHere(request)) {
                throw Problem.unauthenticated("This needs a bearer token.\nSend it as Authorization: Bearer <token>.");
            }
        } catch (Problem problem) {
            answers.write(problem, response);
            return;
        } catch (RuntimeException e) {
            answers.write(answers.problemOf(e, request), response);
            return;
        }
        chain.doFilter(request, response);
    }

    private static void requirePlain(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query != null && query.contains("%00")) {
            throw Problem.malformed("query", "The query holds a NUL character.\nLeave it out.");
        }
        if (UNPLAIN.matcher(request.getRequestURI()).find()) {
            throw Problem.malformed(
                    "path", "The path is not written plainly.\nLeave out //, ;, dot segments and encoded slashes.");
        }
    }

    private Optional<Caller> callerOf(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null) {
            return Optional.empty();
        }
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw Problem.unauthenticated(
                    "The Authorization header is no bearer token.\nSend Authorization: Bearer <token>.");
        }
        String secret = header.substring(SCHEME.length()).strip();
        Optional<Caller> caller = tokens.recognise(secret).or(() -> oidc.recognise(secret));
        caller.ifPresent(found -> {
            request.setAttribute(Caller.ATTRIBUTE, found);
            request.setAttribute(RequestOwner.ATTRIBUTE, found.owner(secret));
        });
        if (caller.isEmpty()) {
            requireMeasure(caller, request);
            throw Problem.unauthenticated(
                    "The token is unknown, expired or revoked.\nMaybe ask an administrator for a new one.");
        }
        return caller;
    }

    /** Agents speak as often as they are told to; pages, health and what else needs no token is counted by address. */
    private void requireMeasure(Optional<Caller> caller, HttpServletRequest request) {
        boolean ours = request.getRequestURI().startsWith("/api/");
        int wait = caller.isPresent()
                ? caller.get().role().usesApi()
                        ? ofTokens.take(Long.toString(caller.get().tokenId()))
                        : 0
                : ours ? ofStrangers.take(request.getRemoteAddr()) : 0;
        if (wait > 0) {
            throw Problem.tooMany(
                    caller.isPresent()
                            ? "This token asks more often than it may.\nTry again in %d s, or ask for more at once."
                                    .formatted(wait)
                            : "Too many requests without a valid token come from this address.\nTry again in %d s."
                                    .formatted(wait),
                    wait);
        }
    }

    private static boolean guardedHere(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/actuator")
                && !path.equals("/actuator/health")
                && !path.startsWith("/actuator/health/");
    }
}
