package io.exaplan.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import io.exaplan.server.Tenancy;
import io.exaplan.server.security.Role;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a key promises beside the answer that is told again, which EveryChangeTest sees of every POST. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyTest {

    private static final String TOKENS = "/api/v1/access-tokens";
    private static final Map<String, Object> READER = Map.of("name", "reader", "role", "VIEWER");

    private final Api api;
    private final Api admin;
    private final JdbcClient sql;
    private final KeptAnswers answers;

    IdempotencyTest(Api api, JdbcClient sql, KeptAnswers answers) {
        this.api = api;
        admin = api.as(Role.ADMIN);
        this.sql = sql;
        this.answers = answers;
    }

    @BeforeAll
    void aTenant() {
        Tenancy.tenant(admin, "north");
    }

    @Test
    void tellsASecretAgainToWhoAskedAndKeepsItFromWhoReadsTheDatabase() {
        Api.Answer first = admin.post(TOKENS, READER, "Idempotency-Key", "secret");
        Api.Answer again = admin.post(TOKENS, READER, "Idempotency-Key", "secret");

        assertThat(again.text("/secret")).isNotEmpty().isEqualTo(first.text("/secret"));
        byte[] kept = sql.sql("select answer from idempotency_key where key = 'secret'")
                .query(byte[].class)
                .single();
        assertThat(new String(kept, StandardCharsets.ISO_8859_1))
                .doesNotContain(first.text("/secret"))
                .doesNotContain("secret");
    }

    @Test
    void onlyTheBearerWhoAskedCanOpenAnAnswer() {
        RequestOwner owner = owner("exaplan_one");
        KeptAnswers.Answer answer = new KeptAnswers.Answer(201, Map.of("Location", "/x/1"), "{\"id\":1}");
        KeptAnswers.Kept kept = answers.keep(answer, true, owner, "key");

        assertThat(answers.open(kept, owner, "key")).hasValueSatisfying(opened -> {
            assertThat(opened.status()).isEqualTo(201);
            assertThat(opened.headers()).isEqualTo(answer.headers());
            assertThat(opened.body()).isEqualTo(answer.body());
        });
        assertThat(answers.open(kept, owner("exaplan_two"), "key")).isEmpty();
        assertThat(answers.open(kept, owner, "another")).isEmpty();
    }

    @Test
    void aKeyGoesOnWithTheTokenItsTokenWasRotatedToAndItsSecretsDoNot() {
        Map<String, Object> cohort = Map.of("name", "rotated");
        Api before = api.with(
                admin.post(TOKENS, Map.of("name", "robot", "role", "ADMIN")).text("/secret"));
        Api.Answer made = before.post("/api/v1/cohorts", cohort, "Idempotency-Key", "once");
        Api.Answer shown = before.post(TOKENS, READER, "Idempotency-Key", "shown");
        Api after = api.with(before.post("/api/v1/session/rotation", Map.of()).text("/secret"));
        Api last = api.with(after.post("/api/v1/session/rotation", Map.of()).text("/secret"));

        Api.Answer again = last.post("/api/v1/cohorts", cohort, "Idempotency-Key", "once");
        Api.Answer secret = last.post(TOKENS, READER, "Idempotency-Key", "shown");

        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.raw().body()).isEqualTo(made.raw().body());
        assertThat(secret.text("/type")).endsWith("idempotency-answer-lost");
        assertThat(secret.text("/detail")).contains("token/" + shown.text("/id"));
        assertThat(admin.post("/api/v1/cohorts", cohort, "Idempotency-Key", "once")
                        .text("/type"))
                .doesNotEndWith("idempotency-answer-lost");
    }

    @Test
    void isNotUsedUpByARequestThatWasRefusedOrOnlyAsked() {
        Map<String, Object> job = Tenancy.job("north");
        Api.Answer preview = admin.post("/api/v1/jobs?dryRun=true", job, "Idempotency-Key", "tried");
        Api.Answer refused = admin.post("/api/v1/jobs", Map.of("name", "x"), "Idempotency-Key", "tried");
        Api.Answer taken = admin.post("/api/v1/jobs", job, "Idempotency-Key", "tried");
        Api.Answer queried = admin.post("/api/v1/jobs?dryRun=true", job, "Idempotency-Key", "tried");

        assertThat(preview.status()).isEqualTo(200);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(taken.status()).isEqualTo(201);
        assertThat(taken.header("Idempotency-Replayed")).isEmpty();
        assertThat(queried.status()).isEqualTo(422);
        assertThat(queried.text("/errors/0/field")).isEqualTo("Idempotency-Key");
    }

    @Test
    void isFreeAgainAsSoonAsARefusalIsTold() {
        for (int sent = 0; sent < 300; sent++) {
            Api.Answer refused = admin.post("/api/v1/jobs", Map.of("name", "x"), "Idempotency-Key", "refused");

            assertThat(refused.status()).as(refused.raw().body()).isEqualTo(400);
        }
    }

    @Test
    void ofManyAtOnceOneChangesSomething() throws InterruptedException, ExecutionException {
        List<Callable<Api.Answer>> calls = IntStream.range(0, 12)
                .mapToObj(each -> (Callable<Api.Answer>)
                        () -> admin.post("/api/v1/cohorts", Map.of("name", "crowd"), "Idempotency-Key", "crowd"))
                .toList();
        try (ExecutorService twelve = Executors.newFixedThreadPool(12)) {
            for (Future<Api.Answer> call : twelve.invokeAll(calls)) {
                Api.Answer answer = call.get();
                assertThat(answer.status()).as(answer.raw().body()).isIn(201, 409);
                if (answer.status() == 409) {
                    assertThat(answer.text("/type")).endsWith("idempotency-key-in-progress");
                    assertThat(answer.header("Retry-After")).isEqualTo("1");
                }
            }
        }
        assertThat(sql.sql("select count(*) from audit where action = 'cohort.create' and after->>'name' = 'crowd'")
                        .query(Integer.class)
                        .single())
                .isOne();
        assertThat(admin.post("/api/v1/cohorts", Map.of("name", "crowd"), "Idempotency-Key", "crowd")
                        .status())
                .isEqualTo(201);
    }

    /** As after a kill between the change and its answer. */
    @Test
    void aLostAnswerIsToldAnewOfAJobAndOtherwiseSaysWhatWasChanged() {
        Map<String, Object> job = Tenancy.job("north");
        Api.Answer submitted = admin.post("/api/v1/jobs", job, "Idempotency-Key", "lost-job");
        Api.Answer made = admin.post(TOKENS, READER, "Idempotency-Key", "lost-token");
        sql.sql("update idempotency_key set answer = null where key in ('lost-job', 'lost-token')")
                .update();

        Api.Answer same = admin.post("/api/v1/jobs", job, "Idempotency-Key", "lost-job");
        Api.Answer early = admin.post(TOKENS, READER, "Idempotency-Key", "lost-token");
        OffsetDateTime now = sql.sql("select created_at from idempotency_key where key = 'lost-token'")
                .query(OffsetDateTime.class)
                .single();
        sql.sql("update idempotency_key set created_at = :then where key = 'lost-token'")
                .param("then", now.minusMinutes(1))
                .update();
        Api.Answer late = admin.post(TOKENS, READER, "Idempotency-Key", "lost-token");

        assertThat(same.status()).isEqualTo(201);
        assertThat(same.text("/id")).isEqualTo(submitted.text("/id"));
        assertThat(same.header("Location")).isEqualTo(submitted.header("Location"));
        assertThat(early.text("/type")).endsWith("idempotency-key-in-progress");
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("/type")).endsWith("idempotency-answer-lost");
        assertThat(late.text("/detail")).contains("token/" + made.text("/id"));
    }

    @Test
    void refusesAKeyThatIsNoneAndAReasonThatIsNone() {
        Api.Answer key = admin.post(TOKENS, READER, "Idempotency-Key", "a key");
        Api.Answer empty = admin.post(TOKENS + "?reason=", READER);
        Api.Answer torn = admin.post(TOKENS + "?reason=%25zz", READER);

        assertThat(key.status()).isEqualTo(400);
        assertThat(key.text("/errors/0/field")).isEqualTo("Idempotency-Key");
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.text("/errors/0/field")).isEqualTo("reason");
        assertThat(torn.status()).isEqualTo(201);
    }

    @Test
    void aReasonInAnyScriptIsInTheAudit() {
        admin.post("/api/v1/cohorts?reason=%E6%89%A9%E5%AE%B9+1", Map.of("name", "reasoned"));

        assertThat(sql.sql("select reason from audit where action = 'cohort.create' and after->>'name' = 'reasoned'")
                        .query(String.class)
                        .single())
                .isEqualTo("扩容 1");
    }

    private static RequestOwner owner(String bearer) {
        return new RequestOwner(1, 1, "ADMIN", null, null, bearer);
    }
}
