package io.exaplan.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.exaplan.server.Api;
import io.exaplan.server.MutableClock;
import io.exaplan.server.ServerTest;
import io.exaplan.server.Tenancy;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Bearers of a real issuer's tokens; plan time and wall time are set to the issuer's. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcTest {

    private static final MockOAuth2Server ISSUER = new MockOAuth2Server();

    private final Api api;
    private final MutableClock clock;
    private int north;

    OidcTest(Api api, MutableClock clock) {
        this.api = api;
        this.clock = clock;
    }

    @DynamicPropertySource
    static void anIssuer(DynamicPropertyRegistry properties) {
        ISSUER.start();
        properties.add("exaplan.oidc.issuer", () -> ISSUER.issuerUrl("city").toString());
        properties.add("exaplan.oidc.audience", () -> "exaplan");
        properties.add("exaplan.oidc.role-claim", () -> "groups");
        properties.add("exaplan.oidc.roles.planners", () -> "PLANNER");
        properties.add("exaplan.oidc.roles.teams", () -> "MEMBER");
    }

    @BeforeAll
    void aTenantAndTheIssuersTime() throws ParseException {
        north = Tenancy.tenant(api, "north");
        clock.set(SignedJWT.parse(token("city", "nobody", "exaplan", Map.of()))
                .getJWTClaimsSet()
                .getIssueTime()
                .toInstant());
    }

    @AfterAll
    void stopIssuer() {
        ISSUER.shutdown();
    }

    @Test
    void areWhatTheirClaimsSay() {
        Api alice = api.with(token(
                "city",
                "alice",
                "exaplan",
                Map.of("groups", List.of("staff", "teams", "planners"), "preferred_username", "Alice")));
        Api bob = api.with(token("city", "bob", "exaplan", Map.of("groups", "teams", "exaplan_tenant", "north")));

        assertThat(alice.get("/api/v1/session").text("/role")).isEqualTo("PLANNER");
        assertThat(alice.get("/api/v1/session").text("/name")).isEqualTo("Alice");
        assertThat(bob.get("/api/v1/session").text("/tenant")).isEqualTo("north");
        Map<String, Object> job = new HashMap<>(Tenancy.job("north"));
        Api.Answer taken = bob.post("/api/v1/jobs", job, "Idempotency-Key", "oidc-1");
        assertThat(taken.status()).as(taken.raw().body()).isEqualTo(201);
        assertThat(bob.post("/api/v1/jobs", job, "Idempotency-Key", "oidc-1").header("Idempotency-Replayed"))
                .isEqualTo("true");
        clock.advance(Duration.ofSeconds(2));
        Api next = api.with(token("city", "bob", "exaplan", Map.of("groups", "teams", "exaplan_tenant", "north")));
        assertThat(next.post("/api/v1/jobs", job, "Idempotency-Key", "oidc-1")
                        .raw()
                        .body())
                .isEqualTo(taken.raw().body());
        assertThat(api.asMemberOf(north).get(taken.header("Location")).text("/submittedBy"))
                .isEqualTo("bob");
    }

    @Test
    void administratorsSeeWhichClaimsMeanWhichRole() {
        api.with(token("city", "dora", "exaplan", Map.of("groups", "planners"))).get("/api/v1/session");

        Api.Answer roles = api.as(Role.ADMIN).get("/api/v1/roles");

        assertThat(roles.status()).isEqualTo(200);
        assertThat(roles.text("/oidc/roleClaim")).isEqualTo("groups");
        assertThat(roles.text("/oidc/roles/teams")).isEqualTo("MEMBER");
        assertThat(roles.text("/roles/1/role")).isEqualTo("PLANNER");
        assertThat(roles.body().at("/roles/1/tokensInUse").asLong()).isPositive();
        assertThat(api.as(Role.PLANNER).get("/api/v1/roles").status()).isEqualTo(403);
    }

    @Test
    void areNobodyWhenTheTokenIsNotForUs() {
        Map<String, Object> planner = Map.of("groups", "planners");

        assertThat(status(token("city", "carol", "exaplan", planner))).isEqualTo(200);
        assertThat(status(token("city", "carol", "another", planner))).isEqualTo(401);
        assertThat(status(token("village", "carol", "exaplan", planner))).isEqualTo(401);
        assertThat(status(token("city", "carol", "exaplan", Map.of("groups", "guests"))))
                .isEqualTo(401);
        assertThat(status(token("city", "dave", "exaplan", Map.of("groups", "teams", "exaplan_tenant", "nowhere"))))
                .isEqualTo(401);
        assertThat(status(token("city", "carol", "exaplan", planner) + "x")).isEqualTo(401);
        assertThat(status("oidc|" + ISSUER.issuerUrl("city") + "|carol")).isEqualTo(401);
    }

    @Test
    void areShutOutByAnAdministratorAndByTime() {
        String token = token("city", "eve", "exaplan", Map.of("groups", "planners"));
        assertThat(status(token)).isEqualTo(200);
        assertThat(api.with(token).post("/api/v1/session/rotation", Map.of()).status())
                .isEqualTo(403);
        Api admin = api.as(Role.ADMIN);
        long id = admin.get("/api/v1/access-tokens?limit=1000")
                .body()
                .get("items")
                .valueStream()
                .filter(row -> row.get("name").asString().equals("eve"))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asLong();

        admin.delete("/api/v1/access-tokens/" + id);

        assertThat(status(token)).isEqualTo(401);
        String late = token("city", "frank", "exaplan", Map.of("groups", "planners"));
        clock.advance(Duration.ofHours(2));
        assertThat(status(late)).isEqualTo(401);
        clock.advance(Duration.ofHours(-2));
    }

    private int status(String token) {
        return api.with(token).get("/api/v1/session").status();
    }

    private static String token(String issuer, String subject, String audience, Map<String, Object> claims) {
        return ISSUER.issueToken(issuer, subject, audience, claims).serialize();
    }
}
