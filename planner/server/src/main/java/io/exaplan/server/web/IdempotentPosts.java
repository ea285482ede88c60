package io.exaplan.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes every POST of the API happen once, however often it is sent under a key. A key is used up by a change and by nothing else: a
 * request that was refused, or that only asked, may be sent anew under it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 200)
class IdempotentPosts extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(IdempotentPosts.class);
    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> KEPT = Set.of(HttpHeaders.LOCATION, HttpHeaders.ETAG, HttpHeaders.CONTENT_TYPE);
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

    /** After which an answer that is not there yet will not come: the server that worked on it has ended. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

    private final IdempotencyKeys keys;
    private final KeptAnswers answers;
    private final JsonBodies bodies;
    private final ProblemAnswers problems;
    private final JsonMapper json;
    private final Clock clock;
    private final Map<String, Retelling> retellings;
    private final Set<KeyedRequest.Id> inHand = ConcurrentHashMap.newKeySet();

    IdempotentPosts(
            IdempotencyKeys keys,
            KeptAnswers answers,
            JsonBodies bodies,
            ProblemAnswers problems,
            JsonMapper json,
            Clock clock,
            List<Retelling> retellings) {
        this.keys = keys;
        this.answers = answers;
        this.bodies = bodies;
        this.problems = problems;
        this.json = json;
        this.clock = clock;
        this.retellings =
                retellings.stream().collect(Collectors.toUnmodifiableMap(Retelling::path, retelling -> retelling));
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !CHANGING.contains(request.getMethod())
                || !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        RequestOwner owner = request.getAttribute(RequestOwner.ATTRIBUTE) instanceof RequestOwner known ? known : null;
        String reason;
        ReadRequest read = null;
        KeyedRequest keyed = null;
        try {
            reason = StatedReason.of(request);
            String key = "POST".equals(request.getMethod()) ? request.getHeader(ChangeHeaders.KEY) : null;
            if (key != null && owner != null) {
                requireKey(key);
                read = new ReadRequest(request, bodies.bytes(request));
                keyed = new KeyedRequest(keys, owner, key, hash(read));
            }
        } catch (RuntimeException e) {
            problems.write(problems.problemOf(e, request), response);
            return;
        }
        if (read == null || keyed == null) {
            work(new Occasion(owner, reason, subject -> {}), request, response, chain);
        } else if (inHand.add(keyed.id())) {
            ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
            try {
                once(keyed, new Occasion(owner, reason, keyed::changed), read, answer, chain);
            } finally {
                inHand.remove(keyed.id());
            }
            // Only now: who has the answer may send the next request under the key at once.
            answer.copyBodyToResponse();
        } else {
            problems.write(KeyedRequest.inProgress(keyed.key()), response);
        }
    }

    private void once(
            KeyedRequest keyed,
            Occasion occasion,
            HttpServletRequest request,
            ContentCachingResponseWrapper answer,
            FilterChain chain)
            throws ServletException, IOException {
        if (toldAgain(keyed, request, answer)) {
            return;
        }
        work(occasion, request, answer, chain);
        if (keyed.used()) {
            keep(keyed, answer, AnswersWithSecrets.shown(request));
        } else if (answer.getStatus() >= HttpStatus.BAD_REQUEST.value()) {
            // Maybe for no other reason than that the same request came through elsewhere meanwhile.
            toldAgain(keyed, request, answer);
        }
    }

    private static void work(
            Occasion occasion, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            occasion.during(() -> {
                chain.doFilter(request, response);
                return true;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    /** An answer that cannot be kept is lost for a request that comes again, and no reason to tell this one nothing. */
    private void keep(KeyedRequest keyed, ContentCachingResponseWrapper answer, boolean secret) {
        if (answer.getStatus() >= HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            return;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : KEPT) {
            String value = HttpHeaders.CONTENT_TYPE.equals(name) ? answer.getContentType() : answer.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        try {
            KeptAnswers.Kept kept = answers.keep(
                    new KeptAnswers.Answer(
                            answer.getStatus(),
                            headers,
                            new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8)),
                    secret,
                    keyed.owner(),
                    keyed.key());
            keys.answered(keyed.id(), kept);
        } catch (RuntimeException e) {
            LOG.warn("The answer under a key cannot be kept", e);
        }
    }

    /** Answers what an earlier request with this key was answered; false when there was none. */
    private boolean toldAgain(KeyedRequest keyed, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            Optional<IdempotencyKeys.Used> earlier = keys.find(keyed.id());
            if (earlier.isPresent()) {
                KeptAnswers.Answer told = answerOf(earlier.get(), keyed, request);
                response.resetBuffer();
                write(told, response);
            }
            return earlier.isPresent();
        } catch (RuntimeException e) {
            response.resetBuffer();
            problems.write(problems.problemOf(e, request), response);
            return true;
        }
    }

    private KeptAnswers.Answer answerOf(IdempotencyKeys.Used earlier, KeyedRequest keyed, HttpServletRequest request) {
        if (!keyed.sameAs(earlier)) {
            throw reused(keyed.key());
        }
        KeptAnswers.Kept answer = earlier.answer();
        return Optional.ofNullable(answer)
                .flatMap(kept -> answers.open(kept, keyed.owner(), keyed.key()))
                .or(() -> retold(earlier, request))
                .orElseThrow(() ->
                        answer == null && earlier.at().plus(LONGEST_ANSWER).isAfter(clock.instant())
                                ? KeyedRequest.inProgress(keyed.key())
                                : lost(keyed.key(), earlier.subjects()));
    }

    private Optional<KeptAnswers.Answer> retold(IdempotencyKeys.Used earlier, HttpServletRequest request) {
        Retelling retelling = retellings.get(request.getServletPath());
        if (retelling == null || earlier.subjects().size() != 1) {
            return Optional.empty();
        }
        String subject = earlier.subjects().getFirst();
        String id = subject.substring(subject.lastIndexOf('/') + 1);
        return Optional.of(new KeptAnswers.Answer(
                HttpStatus.CREATED.value(),
                Map.of(
                        HttpHeaders.LOCATION,
                        retelling.path() + "/" + id,
                        HttpHeaders.CONTENT_TYPE,
                        MediaType.APPLICATION_JSON_VALUE),
                json.writeValueAsString(retelling.telling().apply(Long.parseLong(id)))));
    }

    private static void write(KeptAnswers.Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        response.setHeader(ChangeHeaders.REPLAYED, "true");
        response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static Problem reused(String key) {
        return new Problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "idempotency-key-reused",
                        "The Idempotency-Key (%s) came with another request before.\nGive each request a key of its own."
                                .formatted(key))
                .about(ChangeHeaders.KEY, key, "Give each request a key of its own.");
    }

    private static Problem lost(String key, List<String> subjects) {
        return Problem.conflict(
                        "idempotency-answer-lost",
                        ChangeHeaders.KEY,
                        key,
                        "The request with the Idempotency-Key (%s) was carried out, and its answer cannot be told again. It changed: %s.\nRead what it changed; a secret that was lost is renewed."
                                .formatted(key, String.join(", ", subjects)))
                .about(ChangeHeaders.KEY, key, "Read what the request changed.");
    }

    private static void requireKey(String key) {
        if (!KEY.matcher(key).matches()) {
            throw Problem.invalid(List.of(
                    new Offence(ChangeHeaders.KEY, key, "State 1 to 200 visible ASCII characters, such as a UUID.")));
        }
    }

    /** What a repeated request is recognised by. */
    private static byte[] hash(ReadRequest request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String query = request.getQueryString();
            digest.update((request.getRequestURI() + "?" + (query == null ? "" : query) + "\n")
                    .getBytes(StandardCharsets.UTF_8));
            return digest.digest(request.body());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
