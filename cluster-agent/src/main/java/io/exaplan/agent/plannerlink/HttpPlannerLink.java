package io.exaplan.agent.plannerlink;

import io.exaplan.contract.Completeness;
import io.exaplan.contract.OpenSession;
import io.exaplan.contract.Protocol;
import io.exaplan.contract.SessionOpened;
import io.exaplan.contract.SyncRequest;
import io.exaplan.contract.SyncResponse;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The link over HTTP/1.1: JSON packed by gzip, a bearer token, problem details for refusals. */
public final class HttpPlannerLink implements PlannerLink {

    private final HttpClient client;
    private final PlannerAddress address;
    private final LinkLimits limits;
    private final String userAgent;

    /**
     * Nothing is sent yet.
     *
     * @throws IllegalArgumentException when the certificate authority's file cannot be used; the message says why
     */
    public HttpPlannerLink(PlannerAddress address, LinkLimits limits, String agentVersion) {
        this.address = address;
        this.limits = limits;
        this.userAgent = "exaplan-agent/" + agentVersion;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(limits.connectTimeout())
                .executor(Executors.newVirtualThreadPerTaskExecutor());
        if (address.proxy() != null) {
            builder.proxy(ProxySelector.of(address.proxy()));
        }
        if (address.certificateAuthority() != null) {
            builder.sslContext(CertificateAuthority.trustOnly(address.certificateAuthority()));
        }
        this.client = builder.build();
    }

    @Override
    public Answer<SessionOpened> open(OpenSession request, String token) {
        return exchange(Protocol.SESSIONS_PATH, request, SessionOpened.class, token, Duration.ZERO);
    }

    @Override
    public Answer<SyncResponse> sync(SyncRequest request, String token) {
        return exchange(
                Protocol.SYNC_PATH, request, SyncResponse.class, token, Duration.ofMillis(request.waitMillis()));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private <T extends Record> Answer<T> exchange(
            String path, Record message, Class<T> answerType, String token, Duration wait) {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .header("Accept", "application/json, application/problem+json")
                .header("Accept-Encoding", "gzip")
                .header("User-Agent", userAgent)
                .POST(BodyPublishers.ofByteArray(Gzip.pack(ProtocolJson.mapper().writeValueAsBytes(message))))
                .build();
        // The client's own timeout ends with the headers; this one covers the body as well.
        Duration longest = limits.connectTimeout().plus(wait).plus(limits.answerTimeout());
        CompletableFuture<HttpResponse<byte[]>> pending = client.sendAsync(
                request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), limits.largestAnswerBytes()));
        try {
            return read(pending.get(longest.toMillis(), TimeUnit.MILLISECONDS), answerType);
        } catch (TimeoutException late) {
            return new Answer.Missing<>("No answer from " + address.url() + " within " + longest.toSeconds() + " s.");
        } catch (ExecutionException failed) {
            return new Answer.Missing<>(
                    describe(Optional.ofNullable(failed.getCause()).orElse(failed)));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Answer.Missing<>("The agent stopped waiting.");
        } finally {
            pending.cancel(true);
        }
    }

    private <T extends Record> Answer<T> read(HttpResponse<byte[]> response, Class<T> answerType) {
        try {
            byte[] body = Gzip.unpackIf(isPacked(response), response.body(), limits.largestAnswerBytes());
            return response.statusCode() == 200
                    ? accepted(ProtocolJson.mapper().readValue(body, answerType))
                    : Refusals.read(response, body);
        } catch (JacksonException | Gzip.Unusable garbage) {
            return new Answer.Missing<>("What answers at %s does not speak the protocol (status %d): %s"
                    .formatted(address.url(), response.statusCode(), garbage.getMessage()));
        }
    }

    private <T extends Record> Answer<T> accepted(@Nullable T message) {
        if (message == null) {
            return new Answer.Missing<>("The answer of " + address.url() + " says nothing.");
        }
        List<String> missing = Completeness.missingFields(message);
        return missing.isEmpty()
                ? new Answer.Accepted<>(message)
                : new Answer.Missing<>(
                        "The answer of %s lacks %s.".formatted(address.url(), String.join(", ", missing)));
    }

    private String describe(Throwable failure) {
        return failure instanceof ConnectException
                ? "Nobody answers at %s. Is the planner running, and does the way there go through a proxy?"
                        .formatted(address.url())
                : "The way to %s failed: %s".formatted(address.url(), failure);
    }

    private static boolean isPacked(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Content-Encoding")
                .filter("gzip"::equalsIgnoreCase)
                .isPresent();
    }
}
