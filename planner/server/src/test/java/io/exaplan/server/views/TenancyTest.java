package io.exaplan.server.views;

import static io.exaplan.server.Tenancy.job;
import static io.exaplan.server.Tenancy.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.Tenancy;
import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Role;
import io.exaplan.server.security.Tokens;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(properties = "exaplan.views.prediction-patience=0s")
class TenancyTest {

    private final Api api;
    private final Tokens tokens;
    private final RequestMappingHandlerMapping mappings;
    private final JdbcClient jdbc;
    private int north;
    private int south;
    private long northJob;
    private int cluster;

    TenancyTest(
            Api api,
            Tokens tokens,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings,
            JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.api = api;
        this.tokens = tokens;
        this.mappings = mappings;
    }

    @BeforeAll
    void twoTenantsAndAJob() {
        north = Tenancy.tenant(api, "north");
        south = Tenancy.tenant(api, "south");
        cluster = jdbc.sql("insert into cluster (name, operator) values ('lake', 'Lake') returning id")
                .query(Integer.class)
                .single();
        northJob = submitted(api.asMemberOf(north), job("north"));
    }

    @Test
    void hidesATenantsJobsFromOthers() {
        Api other = api.asMemberOf(south);

        assertThat(other.get("/api/v1/jobs/" + northJob).status()).isEqualTo(404);
        assertThat(other.get("/api/v1/jobs/" + northJob + "/transitions").status())
                .isEqualTo(404);
        for (String order : List.of("cancel", "suspend", "resume")) {
            assertThat(other.post("/api/v1/jobs/" + northJob + "/" + order, null)
                            .status())
                    .isEqualTo(404);
        }
        assertThat(other.get("/api/v1/jobs").body().get("items").isEmpty()).isTrue();
        assertThat(other.get("/api/v1/jobs?tenant=north").body().get("items").isEmpty())
                .isTrue();
        assertThat(other.get("/api/v1/jobs/counts").text("/queued")).isEqualTo("0");
        assertThat(other.get("/api/v1/tenants/" + north).status()).isEqualTo(404);
        assertThat(other.get("/api/v1/tenants").text("/items/0/name")).isEqualTo("south");
    }

    @Test
    void letsNobodySubmitForAnotherTenantNorLearnWhetherItExists() {
        Api other = api.asMemberOf(south);

        Api.Answer forNorth = other.post("/api/v1/jobs", job("north"));
        Api.Answer forNobody = other.post("/api/v1/jobs", job("nobody"));

        assertThat(forNorth.status()).isEqualTo(400);
        assertThat(forNorth.text("/errors/0/message")).isEqualTo(forNobody.text("/errors/0/message"));
    }

    @Test
    void takesAMembersJobForItsOwnTenantWhenItNamesNone() {
        Map<String, Object> job = job("south");
        job.remove("tenant");

        assertThat(api.asMemberOf(south).post("/api/v1/jobs", job).text("/spec/tenant"))
                .isEqualTo("south");
        assertThat(JobSubmissionTest.fields(api.as(Role.ADMIN).post("/api/v1/jobs", job)))
                .containsExactly("tenant");
    }

    @Test
    void letsViewersSeeAndChangeNothing() {
        Api viewer = api.as(Role.VIEWER);

        assertThat(viewer.get("/api/v1/jobs/" + northJob).status()).isEqualTo(200);
        assertThat(viewer.post("/api/v1/jobs/" + northJob + "/cancel", null).status())
                .isEqualTo(403);
        assertThat(viewer.post("/api/v1/jobs", job("north")).status()).isEqualTo(403);
        assertThat(viewer.post("/api/v1/tenants", Map.of()).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"PLANNER", "VIEWER"})
    void keepsTokensAndAuditToAdministrators(Role role) {
        assertThat(api.as(role).get("/api/v1/access-tokens").status()).isEqualTo(403);
        assertThat(api.as(role)
                        .post("/api/v1/access-tokens", Map.of("name", "x", "role", "ADMIN"))
                        .status())
                .isEqualTo(403);
        assertThat(api.as(role).get("/api/v1/audit").status()).isEqualTo(403);
        assertThat(api.as(role).put("/api/v1/plan-time", Map.of("rate", 60)).status())
                .isEqualTo(403);
    }

    /** Whatever endpoints there will be: without a token none answers, and each says who may call it. */
    @Test
    void opensNoEndpointByOversight() {
        Map<HandlerMethod, Set<String>> ours = mappings.getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("io.exaplan.server."))
                .filter(entry ->
                        !entry.getValue().getBeanType().getPackageName().equals("io.exaplan.server.web"))
                .collect(Collectors.toMap(
                        Map.Entry::getValue,
                        entry -> entry.getKey().getPathPatternsCondition().getPatternValues().stream()
                                .map(path -> method(entry.getKey()
                                                .getMethodsCondition()
                                                .getMethods()) + " " + path)
                                .collect(Collectors.toSet())));

        assertThat(ours).isNotEmpty();
        assertThat(ours.keySet())
                .allMatch(method -> method.hasMethodAnnotation(Allowed.class)
                        || method.getBeanType().isAnnotationPresent(Allowed.class));
        ours.values().stream()
                .flatMap(Set::stream)
                .filter(endpoint -> !endpoint.contains("/agent/"))
                .forEach(endpoint -> {
                    String[] parts = endpoint.split(" ", 2);
                    String path = parts[1].replaceAll("\\{[^}]*}", "1");
                    assertThat(api.send(parts[0], path, null).status())
                            .as(endpoint)
                            .isEqualTo(401);
                    assertThat(api.with(agentToken()).send(parts[0], path, null).status())
                            .as(endpoint)
                            .isEqualTo(403);
                });
    }

    private String agentToken() {
        return tokens.create(Role.AGENT, "agent", null, cluster, null, "test").secret();
    }

    private static String method(Set<RequestMethod> methods) {
        return methods.isEmpty() ? "GET" : methods.iterator().next().name();
    }
}
