package io.exaplan.server.views;

import io.exaplan.server.audit.AuditLog;
import io.exaplan.server.views.Webhook.Delivery;
import io.exaplan.server.views.Webhook.DeliveryState;
import io.exaplan.server.views.Webhook.Event;
import io.exaplan.server.web.EntityTag;
import io.exaplan.server.web.ListFilter;
import io.exaplan.server.web.Problem;
import java.security.SecureRandom;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The webhooks, and the log of their deliveries. */
@Component
class Webhooks {

    private static final String SELECT =
            "select w.*, t.name as tenant from webhook w join tenant t on t.id = w.tenant_id ";
    private static final int SECRET_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final WebhookSettings settings;

    Webhooks(JdbcClient jdbc, AuditLog audit, WebhookSettings settings) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.settings = settings;
    }

    /** What a webhook is made of. */
    record Stated(String url, List<Event> events, boolean active) {}

    /** A new secret of a webhook; shown once. */
    record Made(int id, String secret) {
        @Override
        public String toString() {
            return "Made[id=%d]".formatted(id);
        }
    }

    Optional<Webhook> find(int id) {
        return jdbc.sql(SELECT + "where w.id = :id")
                .param("id", id)
                .query((row, index) -> webhook(row))
                .optional();
    }

    List<Webhook> page(ListFilter filter, long after, int limit) {
        return jdbc.sql(SELECT + "where w.id > :after" + filter.sql() + " order by w.id limit :limit")
                .params(filter.values())
                .param("after", after)
                .param("limit", limit)
                .query((row, index) -> webhook(row))
                .list();
    }

    @Transactional
    public Made create(int tenantId, Stated stated, String actor) {
        long others = jdbc.sql("select count(*) from webhook where tenant_id = :tenant")
                .param("tenant", tenantId)
                .query(Long.class)
                .single();
        if (others >= settings.maxPerTenant()) {
            throw Problem.conflict(
                    "too-many-webhooks",
                    "tenant",
                    null,
                    "The tenant has %d webhooks, as many as it may.\nMaybe delete one that is no longer needed."
                            .formatted(others));
        }
        String secret = secret();
        int id = jdbc.sql("""
                        insert into webhook (tenant_id, url, secret, events, active, created_by)
                        values (:tenant, :url, :secret, :events, :active, :actor) returning id
                        """)
                .param("tenant", tenantId)
                .param("url", stated.url())
                .param("secret", secret)
                .param("events", names(stated.events()))
                .param("active", stated.active())
                .param("actor", actor)
                .query(Integer.class)
                .single();
        audit.record(actor, "webhook.create", "webhook/" + id, null, stated, null);
        return new Made(id, secret);
    }

    @Transactional
    public Webhook update(Webhook before, long version, Stated stated, String actor) {
        int changed = jdbc.sql("""
                        update webhook set url = :url, events = :events, active = :active, version = version + 1
                        where id = :id and version = :version
                        """)
                .param("url", stated.url())
                .param("events", names(stated.events()))
                .param("active", stated.active())
                .param("id", before.id())
                .param("version", version)
                .update();
        if (changed == 0) {
            throw EntityTag.outdated("webhook", before.id());
        }
        audit.record(actor, "webhook.update", "webhook/" + before.id(), stated(before), stated, null);
        return find(before.id()).orElseThrow();
    }

    /** A new key for signatures; the old one is worth nothing from the next message on. */
    @Transactional
    public Made renewSecret(Webhook webhook, String actor) {
        String secret = secret();
        jdbc.sql("update webhook set secret = :secret, version = version + 1 where id = :id")
                .param("secret", secret)
                .param("id", webhook.id())
                .update();
        audit.record(
                actor, "webhook.secret", "webhook/" + webhook.id(), stated(webhook), Map.of("secret", "renewed"), null);
        return new Made(webhook.id(), secret);
    }

    @Transactional
    public void delete(Webhook webhook, long version, String actor) {
        if (jdbc.sql("delete from webhook where id = :id and version = :version")
                        .param("id", webhook.id())
                        .param("version", version)
                        .update()
                == 0) {
            throw EntityTag.outdated("webhook", webhook.id());
        }
        audit.record(actor, "webhook.delete", "webhook/" + webhook.id(), stated(webhook), null, null);
    }

    /** Newest first. */
    List<Delivery> deliveries(int webhook, long before, int limit) {
        return jdbc.sql(
                        "select * from webhook_delivery where webhook_id = :webhook and id < :before order by id desc limit :limit")
                .param("webhook", webhook)
                .param("before", before)
                .param("limit", limit)
                .query((row, index) -> delivery(row))
                .list();
    }

    private static Stated stated(Webhook webhook) {
        return new Stated(webhook.url(), webhook.events(), webhook.active());
    }

    private String secret() {
        byte[] bits = new byte[SECRET_BYTES];
        random.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    private static String[] names(List<Event> events) {
        return events.stream().map(Event::name).distinct().toArray(String[]::new);
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        Array events = row.getArray("events");
        return new Webhook(
                row.getInt("id"),
                row.getLong("version"),
                row.getInt("tenant_id"),
                row.getString("tenant"),
                row.getString("url"),
                Arrays.stream((String[]) events.getArray()).map(Event::valueOf).toList(),
                row.getBoolean("active"));
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        DeliveryState state = DeliveryState.valueOf(row.getString("state"));
        return new Delivery(
                row.getLong("id"),
                row.getString("event_type"),
                row.getObject("job_id", Long.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                state,
                row.getInt("attempts"),
                state == DeliveryState.PENDING ? instant(row, "next_attempt_at") : null,
                instant(row, "last_attempt_at"),
                row.getObject("last_status", Integer.class),
                row.getString("last_error"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
