package io.exaplan.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.contract.NodeUsage;
import io.exaplan.contract.OperatorOffer;
import io.exaplan.contract.RunState;
import io.exaplan.server.Api;
import io.exaplan.server.ServerTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Whatever arrives at the sync endpoint, the answer is an exchange or a problem with a name, never a 500. */
@ServerTest
@TestPropertySource(properties = "exaplan.dispatch.max-body=256KB")
class SyncFuzzTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int TRIES = 600;

    private final Api api;

    SyncFuzzTest(Api api) {
        this.api = api;
    }

    @Test
    void mutatedRequestsAreUnderstoodOrRefused() {
        AgentDouble agent = agent("mutated");
        Random random = new Random(20260302);
        Arbitrary<String> replacements = Arbitraries.of(
                "null",
                "true",
                "-1",
                "0",
                "1e308",
                "9223372036854775807",
                "-9223372036854775808",
                "9223372036854775808",
                "1.5",
                "NaN",
                "Infinity",
                "\"\"",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "\"text\"",
                "\"+1000000000-12-31T23:59:59Z\"",
                "\"-1000000000-01-01T00:00:00Z\"",
                "[]",
                "[null]",
                "{}",
                "[[[[]]]]",
                "{\"name\": 7}",
                "\"" + "x".repeat(5_000) + "\"");
        for (int i = 0; i < TRIES; i++) {
            String body = JSON.writeValueAsString(agent.nextRequest());
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                body = mutated(body, random, replacements.sample());
            }
            requireNo500(agent.send(body), body);
        }
    }

    @Test
    void brokenTextIsRefused() {
        AgentDouble agent = agent("broken-text");
        Random random = new Random(7);
        String whole = JSON.writeValueAsString(agent.nextRequest());
        for (int i = 0; i < TRIES; i++) {
            StringBuilder text = new StringBuilder(whole);
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.setLength(at + 1);
                }
            }
            requireNo500(agent.send(text.toString()), text.toString());
        }
    }

    @Test
    void oversizeBodiesAreRefusedBeforeTheyAreRead() throws IOException {
        AgentDouble agent = agent("oversize");
        String body = "{\"protocolVersion\": 1, \"cluster\": \"" + "x".repeat(300_000) + "\"}";
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("[1,".repeat(20_000_000).getBytes(StandardCharsets.US_ASCII));
        }

        Api.Answer plain = agent.send(body);
        Api.Answer bomb = packed(agent, packed.toByteArray(), "gzip");

        assertThat(plain.status()).isEqualTo(413);
        assertThat(bomb.status()).isEqualTo(413);
        assertThat(bomb.text("/type")).isEqualTo("urn:exaplan:problem:too-large");
    }

    @Test
    void bodiesThatAreNotWhatTheySayAreRefused() {
        AgentDouble agent = agent("lying");
        byte[] text = "{\"protocolVersion\": 1}".getBytes(StandardCharsets.UTF_8);

        assertThat(packed(agent, text, "gzip").status()).isEqualTo(400);
        assertThat(packed(agent, new byte[0], "gzip").status()).isEqualTo(400);
        assertThat(packed(agent, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1}, "identity")
                        .status())
                .isEqualTo(400);
        assertThat(packed(agent, text, "br").status()).isEqualTo(415);
        assertThat(agent.send("").status()).isEqualTo(400);
        assertThat(agent.send("[".repeat(100_000)).status()).isEqualTo(400);
        assertThat(agent.send("17").status()).isEqualTo(400);
    }

    @Test
    void sessionsAreNoLessCareful() {
        AgentDouble agent = agent("sessions");
        for (String body : List.of(
                "",
                "null",
                "{}",
                "{\"protocolVersion\": 1}",
                "{\"protocolVersion\": 1, \"cluster\": 5}",
                "{\"protocolVersion\": 1, \"cluster\": \"sessions\", \"agentVersion\": \"\\u0000\", \"instance\": \"i\"}",
                "{\"protocolVersion\": 1, \"cluster\": \"other\", \"agentVersion\": \"1\", \"instance\": \"i\"}")) {
            Api.Answer answer = agent.api().post("/agent/v1/sessions", body);
            assertThat(answer.status()).as(body).isBetween(400, 403);
            assertThat(answer.text("/type")).startsWith("urn:exaplan:problem:");
        }
    }

    private static void requireNo500(Api.Answer answer, String body) {
        assertThat(answer.status()).as(body).isLessThan(500);
        if (answer.status() != 200) {
            assertThat(answer.text("/type")).as(body).startsWith("urn:exaplan:problem:");
        }
    }

    /** One value somewhere in the request is something else, or gone, or there twice. */
    private static String mutated(String body, Random random, String replacement) {
        JsonNode tree = tree(body);
        List<Runnable> choices = new ArrayList<>();
        JsonNode value = tree(replacement);
        collect(tree, value, random, choices);
        choices.get(random.nextInt(choices.size())).run();
        return tree.toString();
    }

    private static JsonNode tree(String text) {
        return new LenientJson().read(text);
    }

    private static void collect(JsonNode node, JsonNode value, Random random, List<Runnable> choices) {
        if (node instanceof ObjectNode object) {
            for (String field : List.copyOf(object.propertyNames())) {
                choices.add(() -> object.set(field, value));
                if (random.nextInt(4) == 0) {
                    choices.add(() -> object.remove(field));
                }
                collect(object.get(field), value, random, choices);
            }
        } else if (node instanceof ArrayNode array) {
            choices.add(() -> array.add(value));
            for (int i = 0; i < Math.min(3, array.size()); i++) {
                int at = i;
                choices.add(() -> array.set(at, value));
                collect(array.get(at), value, random, choices);
            }
        }
    }

    private static Api.Answer packed(AgentDouble agent, byte[] body, String encoding) {
        return agent.api()
                .send(agent.api()
                        .request("/agent/v1/sync")
                        .header("Content-Type", "application/json")
                        .header("Content-Encoding", encoding)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    private AgentDouble agent(String cluster) {
        AgentDouble agent = AgentDouble.joined(api, cluster).withNodes(4, "H800", 8);
        agent.settle();
        agent.reports("018f0000-0000-7000-8000-000000000001", 1, RunState.RUNNING);
        agent.offer =
                new OperatorOffer(List.of("n000"), List.of("team"), List.of(new OperatorOffer.DailyWindow(0, 60)));
        agent.usage = List.of(new NodeUsage("n000", 0.5, 1.0));
        agent.sendInventory();
        return agent;
    }
}
