package io.exaplan.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.security.Role;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Bodies that are none, and what an update is based on. */
@ServerTest
class BodiesTest {

    private final Api api;

    BodiesTest(Api api) {
        this.api = api.as(Role.ADMIN);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/cohorts",
        "PUT, /api/v1/weights",
        "POST, /api/v1/jobs",
        "POST, /agent/v1/sync",
        "POST, /api/v1/jobs/1/cancel"
    })
    void aFormIsNotTakenForJson(String method, String path) {
        HttpRequest.BodyPublisher form = HttpRequest.BodyPublishers.ofString("--b\r\n\r\nx\r\n--b--\r\n");

        for (String type : new String[] {"multipart/form-data", "multipart/form-data; boundary=b"}) {
            Api.Answer answer = api.send(api.request(path)
                    .header("Content-Type", type)
                    .header("If-Match", "\"1\"")
                    .method(method, form));
            assertThat(answer.status()).as(answer.raw().body()).isIn(403, 415);
            assertThat(answer.raw().body()).contains("urn:exaplan:problem:");
        }
    }

    @Test
    void anUpdateWithoutABodyTakesNothingAway() {
        Api.Answer answer = api.put(
                "/api/v1/weights", null, "If-Match", api.get("/api/v1/weights").header("ETag"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/errors/0/field")).isEqualTo("body");
    }

    @Test
    void aVersionThatIsOldIsToldBack() {
        JsonNode weights = api.get("/api/v1/weights").body().get("weights");

        Api.Answer answer = api.put("/api/v1/weights", weights, "If-Match", "\"99999\"");

        assertThat(answer.status()).isEqualTo(412);
        assertThat(answer.text("/errors/0/field")).isEqualTo("If-Match");
        assertThat(answer.text("/errors/0/value")).isEqualTo("\"99999\"");
    }

    @Test
    void aStarSaysNothingOfWhatAnUpdateIsBasedOn() {
        JsonNode weights = api.get("/api/v1/weights").body().get("weights");

        Api.Answer answer = api.put("/api/v1/weights", weights, "If-Match", "*");

        assertThat(answer.status()).isEqualTo(428);
        assertThat(answer.text("/type")).isEqualTo("urn:exaplan:problem:if-match-required");
        assertThat(answer.text("/errors/0/value")).isEqualTo("*");
    }

    @Test
    void aWebhookDoesNotReachWhatIsInside() {
        for (String url : List.of("https://localhost/x", "https://169.254.169.254/meta", "https://[::1]:8443/")) {
            Api.Answer answer = api.post("/api/v1/webhooks", Map.of("tenant", "nobody", "url", url));

            assertThat(value(answer, "url")).isEqualTo(url);
        }
    }

    @Test
    void whatWasGivenIsToldBackCutShort() {
        Api.Answer answer = api.post(
                "/api/v1/tenants",
                Map.of("name", Map.of("en", List.of(1, "two")), "kind", List.of("INCUBATOR", "x".repeat(300))));

        assertThat(value(answer, "name")).isEqualTo("{\"en\":[1,\"two\"]}");
        assertThat(value(answer, "kind"))
                .startsWith("[\"INCUBATOR\",\"xxx")
                .endsWith("x...")
                .hasSize(203);
    }

    private static String value(Api.Answer answer, String field) {
        return answer.body()
                .get("errors")
                .valueStream()
                .filter(error -> error.get("field").asString().equals(field))
                .findFirst()
                .orElseThrow()
                .get("value")
                .asString();
    }
}
