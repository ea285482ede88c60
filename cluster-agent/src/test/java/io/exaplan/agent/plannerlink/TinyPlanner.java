package io.exaplan.agent.plannerlink;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import io.exaplan.contract.HoldOrder;
import io.exaplan.contract.OpenSession;
import io.exaplan.contract.OrdersSeen;
import io.exaplan.contract.PlanClock;
import io.exaplan.contract.ProblemTypes;
import io.exaplan.contract.Protocol;
import io.exaplan.contract.RunReport;
import io.exaplan.contract.RunSpec;
import io.exaplan.contract.SessionOpened;
import io.exaplan.contract.StopOrder;
import io.exaplan.contract.StopReason;
import io.exaplan.contract.SyncRequest;
import io.exaplan.contract.SyncResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The planner's side of the protocol for one cluster, with nothing behind it but what a test orders. */
public final class TinyPlanner implements AutoCloseable {

    public static final String JOIN_TOKEN = "join";
    private static final int LONGEST_WAIT_SECONDS = 60;

    private final TinyServer server;
    private final BlockingQueue<SyncRequest> requests = new LinkedBlockingQueue<>();
    private final Map<String, RunSpec> held = new LinkedHashMap<>();
    private final List<StopOrder> stopping = new ArrayList<>();
    private final Set<String> tokens = new HashSet<>(Set.of(JOIN_TOKEN));
    private final Set<String> inventories = new HashSet<>();
    private PlanClock clock = new PlanClock(Instant.parse("2030-01-01T00:00:00Z"), 1);
    private long sessionEpoch;
    private long revision = 1;
    private long newestSequence;
    private Optional<byte[]> garbage = Optional.empty();

    public TinyPlanner() {
        server = new TinyServer(this::answer);
    }

    public TinyServer server() {
        return server;
    }

    public synchronized void hold(RunSpec spec) {
        held.put(spec.runId(), spec);
        newRevision();
    }

    public synchronized void stop(String runId) {
        held.remove(runId);
        stopping.add(new StopOrder(runId, StopReason.CANCELLED, 30));
        newRevision();
    }

    /** Opens a session for somebody else, as a second agent of the cluster would. */
    public synchronized void openAnotherSession() {
        sessionEpoch++;
        notifyAll();
    }

    /** No token but the join token is good any more. */
    public synchronized void revokeAgentTokens() {
        tokens.retainAll(Set.of(JOIN_TOKEN));
        notifyAll();
    }

    public synchronized void clock(PlanClock newClock) {
        clock = newClock;
    }

    /** Answers the next request, whatever it is, with these bytes. */
    public synchronized void answerOnceWith(String body) {
        garbage = Optional.of(body.getBytes(UTF_8));
    }

    public synchronized long sessionEpoch() {
        return sessionEpoch;
    }

    /** The next request, among those not looked at yet, that is as described. */
    public SyncRequest await(Predicate<SyncRequest> description) {
        try {
            while (true) {
                SyncRequest request = requests.poll(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
                if (request == null) {
                    throw new AssertionError("No such request came within " + LONGEST_WAIT_SECONDS + " s.");
                }
                if (description.test(request)) {
                    return request;
                }
            }
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    /** The next request that reports the run as described. */
    public RunReport awaitRun(String runId, Predicate<RunReport> description) {
        return await(request ->
                        request.runs().stream().anyMatch(run -> run.runId().equals(runId) && description.test(run)))
                .runs()
                .stream()
                .filter(run -> run.runId().equals(runId))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        server.close();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        byte[] body = Gzip.unpackIf(true, exchange.getRequestBody().readAllBytes(), 10_000_000);
        String token = exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length());
        if (garbage.isPresent()) {
            TinyServer.send(exchange, 200, "text/html", garbage.get());
            garbage = Optional.empty();
        } else if (!tokens.contains(token)) {
            refuse(exchange, 401, ProblemTypes.UNAUTHENTICATED);
        } else if (exchange.getRequestURI().getPath().equals(Protocol.SESSIONS_PATH)) {
            send(exchange, open(ProtocolJson.mapper().readValue(body, OpenSession.class), token));
        } else {
            sync(exchange, ProtocolJson.mapper().readValue(body, SyncRequest.class), token);
        }
    }

    private SessionOpened open(OpenSession request, String token) {
        sessionEpoch++;
        newestSequence = 0;
        notifyAll();
        boolean first = token.equals(JOIN_TOKEN);
        String own = "own-" + request.cluster() + "-" + sessionEpoch;
        if (first) {
            tokens.add(own);
        }
        return new SessionOpened(1, "db", sessionEpoch, first ? own : null, clock);
    }

    private void sync(HttpExchange exchange, SyncRequest request, String token) throws IOException {
        requests.add(request);
        if (request.sessionEpoch() == sessionEpoch) {
            newestSequence = Math.max(newestSequence, request.sequence());
            notifyAll();
            awaitNews(request, token);
        }
        if (!tokens.contains(token)) {
            refuse(exchange, 401, ProblemTypes.UNAUTHENTICATED);
        } else if (request.sessionEpoch() != sessionEpoch) {
            refuse(exchange, 409, ProblemTypes.STALE_SESSION);
        } else {
            send(exchange, respond(request));
        }
    }

    private void awaitNews(SyncRequest request, String token) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(request.waitMillis());
        boolean inventoryKnown = request.inventory() != null || inventories.contains(request.inventoryDigest());
        OrdersSeen seen = request.seen();
        try {
            while (inventoryKnown
                    && seen != null
                    && seen.revision() == revision
                    && request.sequence() == newestSequence
                    && request.sessionEpoch() == sessionEpoch
                    && tokens.contains(token)
                    && System.nanoTime() < until) {
                TimeUnit.NANOSECONDS.timedWait(this, until - System.nanoTime());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private SyncResponse respond(SyncRequest request) {
        if (request.inventory() != null) {
            inventories.add(request.inventoryDigest());
        }
        List<String> ended = request.runs().stream()
                .filter(run -> run.state().ended())
                .map(RunReport::runId)
                .toList();
        ended.forEach(held::remove);
        stopping.removeIf(order -> ended.contains(order.runId()));
        List<HoldOrder> hold = held.values().stream()
                .map(spec -> new HoldOrder(spec.runId(), spec.generation(), isReported(request, spec) ? null : spec))
                .toList();
        return new SyncResponse(
                1,
                new OrdersSeen("db", 1, revision),
                clock,
                !inventories.contains(request.inventoryDigest()),
                hold,
                stopping,
                ended,
                List.of(),
                List.of(),
                10_000);
    }

    private static boolean isReported(SyncRequest request, RunSpec spec) {
        return request.runs().stream()
                .anyMatch(run -> run.runId().equals(spec.runId()) && run.generation() == spec.generation());
    }

    private void newRevision() {
        revision++;
        notifyAll();
    }

    private static void refuse(HttpExchange exchange, int status, String type) throws IOException {
        String problem =
                "{\"type\": \"%s\", \"status\": %d, \"detail\": \"Refused as %s.\"}".formatted(type, status, type);
        TinyServer.send(exchange, status, "application/problem+json", problem.getBytes(UTF_8));
    }

    private static void send(HttpExchange exchange, Record message) throws IOException {
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        TinyServer.send(
                exchange,
                200,
                "application/json",
                Gzip.pack(ProtocolJson.mapper().writeValueAsBytes(message)));
    }
}
