package io.exaplan.server.views;

import static io.exaplan.server.Tenancy.job;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.Tenancy;
import io.exaplan.server.security.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What a job may say beyond its devices and its length. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(properties = "exaplan.views.prediction-patience=0s")
class JobShapeTest {

    private static final String JOBS = "/api/v1/jobs";
    private static final String DRY_RUN = JOBS + "?dryRun=true";

    private final Api admin;

    JobShapeTest(Api api) {
        admin = api.as(Role.ADMIN);
    }

    @BeforeAll
    void twoTenants() {
        Tenancy.tenant(admin, "north");
        Tenancy.tenant(admin, "south");
    }

    @Test
    void aServiceStatedInTokensGetsTheReplicasThatGenerateThem() {
        Map<String, Object> job = service(8, "qwen2.5-72b", 0);

        Api.Answer answer = admin.post(DRY_RUN, job);

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
        double each = answer.body()
                .at("/spec/service/demand/tokensPerSecondByModel/H800")
                .asDouble();
        assertThat(each).isPositive();
        assertThat(answer.body().at("/spec/service/replicasByHour/0").asInt()).isEqualTo((int) Math.ceil(1_000 / each));
        assertThat(answer.body().at("/spec/service/replicasByHour/12").asInt())
                .isEqualTo((int) Math.ceil(90_000 / each));
        assertThat(answer.body().at("/spec/accelerators/models").valueStream().map(JsonNode::asString))
                .containsExactly("H800");
    }

    @Test
    void aReplicaThatDoesNotHoldItsModelIsRefusedWithTheDevicesItTakes() {
        Api.Answer answer = admin.post(DRY_RUN, service(1, "qwen2.5-72b", 0));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/errors/0/field")).isEqualTo("service.demand.modelProfile");
        assertThat(answer.text("/errors/0/message"))
                .contains("A replica of 1 devices does not hold it", "are the fewest");
    }

    @Test
    void longContextsTakeMemoryToo() {
        Api.Answer answer = admin.post(DRY_RUN, service(8, "qwen2.5-72b", 100_000_000));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/errors/0/message")).contains("does not hold it");
    }

    @Test
    void replicasAreStatedOrWorkedOutButNotBoth() {
        Map<String, Object> job = service(8, "qwen2.5-72b", 0);
        job.put("service", Map.of("replicasByHour", Collections.nCopies(24, 1), "demand", demand("qwen2.5-72b", 0)));

        Api.Answer answer = admin.post(DRY_RUN, job);

        assertThat(answer.text("/errors/0/field")).isEqualTo("service.replicasByHour");
    }

    @Test
    void whatReschedulingCostsIsStatedBeforeAnythingIsStored() {
        Map<String, Object> job = job("north");
        job.put("onClusterLoss", "RESCHEDULE");
        job.put("checkpoint", Map.of("location", "s3://north/run-7", "interval", "PT20M"));

        Api.Answer answer = admin.post(DRY_RUN, job);

        assertThat(answer.text("/rescheduling/endsAfterSilence")).isEqualTo("PT10M");
        assertThat(answer.text("/rescheduling/mostLost")).isEqualTo("PT20M");
        assertThat(admin.post(DRY_RUN, job("north")).body().at("/rescheduling").isNull())
                .as("a job that waits pays nothing")
                .isTrue();
    }

    @Test
    void aWebhookOfAnotherTenantIsRefused() {
        Api.Answer hook = admin.post(
                "/api/v1/webhooks",
                Map.of("tenant", "south", "url", "https://example.com/told", "events", List.of("FAILED")));
        assertThat(hook.status()).as(hook.raw().body()).isEqualTo(201);
        Map<String, Object> job = job("north");
        job.put("webhook", hook.body().at("/id").asInt());

        Api.Answer refused = admin.post(DRY_RUN, job);
        job.put("tenant", "south");
        Api.Answer taken = admin.post(DRY_RUN, job);

        assertThat(refused.text("/errors/0/field")).isEqualTo("webhook");
        assertThat(taken.status()).as(taken.raw().body()).isEqualTo(200);
    }

    @Test
    void namesWhatCannotBeRunOnAnyStack() {
        Map<String, Object> job = job("north");
        job.put(
                "runtime",
                Map.of(
                        "environment",
                        Map.of("TOKEN", "x"),
                        "secrets",
                        List.of(Map.of("variable", "TOKEN", "secret", "Not A Name", "key", "k")),
                        "volumes",
                        List.of(Map.of("claim", "data", "path", "relative")),
                        "byStack",
                        Map.of("CANN", Map.of("image", "ascend:1", "imge", "typo"), "CUDDA", Map.of())));

        Api.Answer answer = admin.post(DRY_RUN, job);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()
                        .at("/errors")
                        .valueStream()
                        .map(error -> error.at("/field").asString()))
                .containsExactlyInAnyOrder(
                        "runtime.secrets[0].variable",
                        "runtime.secrets[0].secret",
                        "runtime.volumes[0].path",
                        "runtime.byStack.CANN.imge",
                        "runtime.byStack.CUDDA");
    }

    @Test
    void aCheckpointThatNoClusterItMayUseCanReadIsRefused() {
        Map<String, Object> job = job("north");
        job.put("residency", List.of("here"));
        job.put("checkpoint", Map.of("location", "nfs:/ckpt", "readableFrom", List.of("there")));

        Api.Answer answer = admin.post(DRY_RUN, job);

        assertThat(answer.body()
                        .at("/errors")
                        .valueStream()
                        .map(error -> error.at("/field").asString()))
                .contains("checkpoint.readableFrom", "checkpoint.readableFrom[0]", "residency[0]");
    }

    private Map<String, Object> service(int devices, String model, long context) {
        Map<String, Object> job = job("north");
        job.put("kind", "INFERENCE");
        job.remove("expectedDuration");
        job.put("worker", Map.of("milliDevices", devices * 1000));
        job.put("accelerators", Map.of("models", List.of("H800")));
        job.put("service", Map.of("demand", demand(model, context)));
        return job;
    }

    private static Map<String, Object> demand(String model, long context) {
        List<Integer> byHour = new ArrayList<>(Collections.nCopies(24, 1_000));
        byHour.set(12, 90_000);
        return Map.of("modelProfile", model, "tokensPerSecondByHour", byHour, "contextTokens", context);
    }
}
