package io.exaplan.server.views;

import io.exaplan.server.views.StoredEvent.Position;
import io.exaplan.server.views.Webhook.Event;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns events into messages, each exactly once: how far it has come is written in the transaction of the messages. Whichever
 * replica gets the row does it.
 */
@Component
class WebhookRelay {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookRelay.class);
    private static final int BATCH = 1_000;
    private static final Map<String, Event> BY_TYPE =
            Arrays.stream(Event.values()).collect(Collectors.toMap(Event::type, event -> event));

    private final JdbcClient jdbc;
    private final EventStore events;
    private final TransactionTemplate transactions;
    private final JsonMapper json;
    private final Clock clock;

    WebhookRelay(JdbcClient jdbc, EventStore events, TransactionTemplate transactions, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${exaplan.webhooks.look:1s}")
    void relay() {
        try {
            while (Boolean.TRUE.equals(transactions.execute(status -> relayed()))) {
                LOG.debug("There are more events than one reading takes");
            }
        } catch (RuntimeException e) {
            LOG.warn("Events could not be turned into messages: {}", e.toString());
        }
    }

    private boolean relayed() {
        Optional<Position> position = jdbc.sql("select tx, event_id from webhook_position for update skip locked")
                .query((row, index) -> new Position(row.getLong("tx"), row.getLong("event_id")))
                .optional();
        if (position.isEmpty()) {
            begin();
            return false;
        }
        List<StoredEvent> read = events.after(position.get(), BATCH);
        if (read.isEmpty()) {
            return false;
        }
        write(heard(read));
        Position last = read.getLast().position();
        jdbc.sql("update webhook_position set tx = :tx, event_id = :id")
                .param("tx", last.transaction())
                .param("id", last.id())
                .update();
        return read.size() == BATCH;
    }

    /** From now on: nobody asked before to be told. */
    private void begin() {
        Position end = events.end();
        jdbc.sql("insert into webhook_position (tx, event_id) values (:tx, :id) on conflict do nothing")
                .param("tx", end.transaction())
                .param("id", end.id())
                .update();
    }

    /** An event, and the webhooks of its tenant. */
    private record Heard(StoredEvent event, JsonNode payload, List<Webhook> webhooks) {
        long job() {
            return payload.path("jobId").asLong(0);
        }
    }

    private List<Heard> heard(List<StoredEvent> read) {
        Map<Integer, List<Webhook>> byTenant = new HashMap<>();
        List<Heard> heard = new ArrayList<>();
        for (StoredEvent event : read) {
            Integer tenant = event.tenantId();
            if (BY_TYPE.containsKey(event.type()) && tenant != null) {
                List<Webhook> webhooks = byTenant.computeIfAbsent(tenant, this::of);
                if (!webhooks.isEmpty()) {
                    heard.add(new Heard(event, json.readTree(event.payload()), webhooks));
                }
            }
        }
        return heard;
    }

    private void write(List<Heard> heard) {
        Map<Long, Integer> named = namedBy(heard.stream().map(Heard::job).collect(Collectors.toSet()));
        heard.forEach(each -> write(each, named.get(each.job())));
    }

    private void write(Heard heard, @Nullable Integer named) {
        StoredEvent event = heard.event();
        JsonNode payload = heard.payload();
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        Event wanted = BY_TYPE.get(event.type());
        for (Webhook webhook : heard.webhooks()) {
            if (webhook.events().contains(wanted) || Objects.equals(webhook.id(), named)) {
                Map<String, Object> body = new HashMap<>();
                body.put("event", event.position().toString());
                body.put("type", event.type());
                body.put("at", now.toString());
                body.put("tenant", webhook.tenant());
                body.put("data", payload);
                jdbc.sql("""
                                insert into webhook_delivery (webhook_id, event_type, job_id, body, created_at, next_attempt_at)
                                values (:webhook, :type, :job, :body, :now, :now)
                                """)
                        .param("webhook", webhook.id())
                        .param("type", event.type())
                        .param(
                                "job",
                                payload.path("jobId").isNumber()
                                        ? payload.path("jobId").asLong()
                                        : null)
                        .param("body", json.writeValueAsString(body))
                        .param("now", now)
                        .update();
            }
        }
    }

    /** The webhooks that jobs want to be told of themselves, by job. */
    private Map<Long, Integer> namedBy(Set<Long> jobs) {
        Map<Long, Integer> named = new HashMap<>();
        if (!jobs.isEmpty()) {
            jdbc.sql("""
                            select id, (spec ->> 'webhook')::integer as webhook from job
                            where id = any (:ids) and spec ->> 'webhook' is not null""").param("ids", jobs.toArray(Long[]::new)).query(row -> {
                named.put(row.getLong("id"), row.getInt("webhook"));
            });
        }
        return named;
    }

    private List<Webhook> of(int tenant) {
        return jdbc.sql("""
                        select w.id, w.events, t.name as tenant from webhook w join tenant t on t.id = w.tenant_id
                        where w.tenant_id = :tenant and w.active order by w.id
                        """)
                .param("tenant", tenant)
                .query((row, index) -> new Webhook(
                        row.getInt("id"),
                        0,
                        tenant,
                        row.getString("tenant"),
                        "",
                        Arrays.stream((String[]) row.getArray("events").getArray())
                                .map(Event::valueOf)
                                .toList(),
                        true))
                .list();
    }
}
