package io.exaplan.server.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A small client of the planner's API: JSON in, JSON out, one bearer token. Safe for use by several threads. */
public final class PlannerClient {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI base;
    private final String token;

    /** @param token the bearer token, empty to ask as nobody */
    public PlannerClient(URI base, String token) {
        this(HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build(), base, token);
    }

    private PlannerClient(HttpClient http, URI base, String token) {
        this.http = http;
        this.base = base;
        this.token = token;
    }

    /** The same planner, asked in another's name. */
    public PlannerClient as(String otherToken) {
        return new PlannerClient(http, base, otherToken);
    }

    String token() {
        return token;
    }

    public URI base() {
        return base;
    }

    /**
     * What the planner answered.
     *
     * @param status HTTP status
     * @param body the JSON, or a missing node when there was none
     */
    public record Answer(int status, JsonNode body) {

        public boolean succeeded() {
            return status / 100 == 2;
        }

        /** The body of a success; anything else is an error that carries the planner's own words. */
        public JsonNode orThrow(String what) {
            if (!succeeded()) {
                throw new IllegalStateException(
                        "The planner refused %s with status %d.\n%s".formatted(what, status, body));
            }
            return body;
        }
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    public Answer post(String path, Object body) throws IOException, InterruptedException {
        return send(request(path).POST(json(body)));
    }

    /** Posts under an idempotency key: sent again after a lost answer, it finds what the first one made. */
    public Answer post(String path, Object body, String idempotencyKey) throws IOException, InterruptedException {
        return send(request(path).header("Idempotency-Key", idempotencyKey).POST(json(body)));
    }

    /** The lines of the planner's event stream, from now until it is closed. */
    public Stream<String> events() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/api/v1/events"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream")
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofLines()).body();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).header("Accept", "application/json");
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private static HttpRequest.BodyPublisher json(Object body) {
        return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpRequest built = request.header("Content-Type", "application/json").build();
        HttpResponse<byte[]> response = http.send(built, BodyHandlers.ofByteArray());
        JsonNode body = response.body().length == 0 ? JSON.valueToTree(Map.of()) : JSON.readTree(response.body());
        return new Answer(response.statusCode(), body);
    }
}
