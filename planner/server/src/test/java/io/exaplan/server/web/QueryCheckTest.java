package io.exaplan.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.security.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Whatever is wrong in a query is told at once, whichever list it is asked of. */
@ServerTest
class QueryCheckTest {

    private final Api api;
    private final Api admin;

    QueryCheckTest(Api api) {
        this.api = api;
        admin = api.as(Role.ADMIN);
    }

    /** Walks the served description, so that no list can be forgotten. */
    @Test
    void everyParameterOfEveryReadIsToldWithAllTheOthers() {
        List<String> amiss = new ArrayList<>();
        int seen = 0;
        for (var path : api.get("/api/v1/openapi").body().get("paths").properties()) {
            List<String> wrong = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            path.getValue()
                    .path("get")
                    .path("parameters")
                    .valueStream()
                    .filter(parameter -> parameter.path("in").asString().equals("query"))
                    .forEach(parameter -> {
                        String name = parameter.get("name").asString();
                        expected.add(name);
                        wrong.add(isText(parameter) ? name + "=a&" + name + "=b" : name + "=()");
                    });
            if (expected.size() > 1) {
                seen++;
                String asked = path.getKey().replaceAll("\\{[^}]*}", "1") + "?" + String.join("&", wrong);
                Api.Answer refused = admin.get(asked);
                List<String> told = refused.body()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.get("field").asString())
                        .toList();
                if (refused.status() != 400 || !new TreeSet<>(told).equals(new TreeSet<>(expected))) {
                    amiss.add("%s: %d %s".formatted(asked, refused.status(), told));
                }
            }
        }

        assertThat(amiss).isEmpty();
        assertThat(seen).isGreaterThan(20);
    }

    private static boolean isText(JsonNode parameter) {
        JsonNode schema = parameter.get("schema");
        return schema.path("type").asString("").equals("string")
                && !schema.has("enum")
                && !schema.has("format")
                && !parameter.get("name").asString().equals("cursor");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "state=LOST&state=RUNNING | state | LOST, RUNNING | State it once.",
                "active=yes | active | yes | State true or false.",
                "job=0x10 | job | 0x10 | State a whole number.",
                "job=9223372036854775808 | job | 9223372036854775808 | State a whole number.",
                "limit=0 | limit | 0 | State a whole number from 1 to 1000.",
                "cursor=* | cursor | * | State the nextCursor of the page before, as it was given.",
                "cursor=AA | cursor | AA | State the nextCursor of the page before, as it was given.",
                "tenants=north | tenants | north | 'There is no such query parameter. Known are: active, cluster, cursor, job, limit, state, tenant.'"
            })
    void saysWhatIsAllowedInstead(String query, String field, String value, String message) {
        Api.Answer refused = admin.get("/api/v1/runs?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/field")).isEqualTo(field);
        assertThat(refused.text("/errors/0/value")).isEqualTo(value);
        assertThat(refused.text("/errors/0/message")).isEqualTo(message);
    }

    @Test
    void tellsAMissingParameterWithAWrongOne() {
        Api.Answer refused = admin.get("/api/v1/scenario-runs/1/receipt?seed=one");

        assertThat(refused.body()
                        .get("errors")
                        .valueStream()
                        .map(error -> error.get("field").asString() + ": "
                                + error.get("message").asString()))
                .containsExactly("seed: State a whole number.", "side: This is required.");
    }

    @Test
    void tellsWhatOnlyTheControllerKnowsAtOnceToo() {
        Api.Answer refused =
                admin.get("/api/v1/capacity/history?of=CLUSTER&from=2026-02-01T00:00:00Z&until=2026-01-01T00:00:00Z");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/errors/0/field")).isEqualTo("name");
        assertThat(refused.text("/errors/1/field")).isEqualTo("from");
    }

    @Test
    void whatIsPartOfAPathIsToldAlike() {
        Api.Answer refused = admin.get("/api/v1/jobs/first");
        assertThat(refused.text("/errors/0/field")).isEqualTo("id");
        assertThat(refused.text("/errors/0/value")).isEqualTo("first");
        assertThat(refused.text("/errors/0/message")).isEqualTo("State a whole number.");
        assertThat(admin.get("/api/v1/jbos").text("/detail")).startsWith("There is nothing at (/api/v1/jbos).");
    }

    @Test
    void aReasonIsGivenOnce() {
        Api.Answer refused = admin.post("/api/v1/cohorts?reason=one&reason=two", "{}");

        assertThat(refused.text("/errors/0/field")).isEqualTo("reason");
        assertThat(refused.text("/errors/0/value")).isEqualTo("one, two");
    }

    @Test
    void whoMayNotAskLearnsNothingOfItsParameters() {
        assertThat(api.get("/api/v1/runs?state=()").status()).isEqualTo(401);
        assertThat(api.as(Role.VIEWER).get("/api/v1/access-tokens?role=()").status())
                .isEqualTo(403);
    }
}
