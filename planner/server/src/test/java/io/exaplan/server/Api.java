package io.exaplan.server;

import io.exaplan.server.security.Role;
import io.exaplan.server.security.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the server under test as somebody. Paths are those under the server's root; bodies are text or anything JSON can say. */
public final class Api {

    private final int port;
    private final Tokens tokens;
    private final JsonMapper json;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Optional<String> secret;

    Api(int port, Tokens tokens, JsonMapper json) {
        this(port, tokens, json, Optional.empty());
    }

    private Api(int port, Tokens tokens, JsonMapper json, Optional<String> secret) {
        this.port = port;
        this.tokens = tokens;
        this.json = json;
        this.secret = secret;
    }

    /** What came back. */
    public record Answer(int status, JsonNode body, HttpResponse<String> raw) {

        public String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }

        /** Text at a JSON pointer, empty when there is nothing. */
        public String text(String pointer) {
            return body.at(pointer).asString("");
        }
    }

    public Api with(String bearerSecret) {
        return new Api(port, tokens, json, Optional.of(bearerSecret));
    }

    /** As the bearer of a new token of this role, whoever this is. */
    public Api as(Role role) {
        return with(tokens.create(role, role.name(), null, null, null, "test").secret());
    }

    public Api asMemberOf(int tenantId) {
        return with(tokens.create(Role.MEMBER, "member-of-" + tenantId, tenantId, null, null, "test")
                .secret());
    }

    public Api asClusterAdminOf(int clusterId) {
        return with(tokens.create(Role.CLUSTER_ADMIN, "operator-of-" + clusterId, null, clusterId, null, "test")
                .secret());
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, @Nullable Object body, String... headers) {
        return send("POST", path, body, headers);
    }

    public Answer put(String path, @Nullable Object body, String... headers) {
        return send("PUT", path, body, headers);
    }

    /** As somebody who has just read it, where it can be read. */
    public Answer delete(String path) {
        HttpRequest.Builder request = request(path).DELETE();
        String read = get(path).header("ETag");
        return send(read.isEmpty() ? request : request.header("If-Match", read));
    }

    public Answer send(String method, String path, @Nullable Object body, String... headers) {
        String text = body instanceof String written ? written : body == null ? "" : json.writeValueAsString(body);
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(text));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    /** A request that still lacks its method and body. */
    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        secret.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        return request;
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), tree(response), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private JsonNode tree(HttpResponse<String> response) {
        boolean isJson =
                response.headers().firstValue("Content-Type").orElse("").contains("json");
        return isJson ? json.readTree(response.body()) : json.missingNode();
    }
}
