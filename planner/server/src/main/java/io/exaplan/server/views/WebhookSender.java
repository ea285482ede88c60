package io.exaplan.server.views;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Calls webhooks: at least once each, with longer and longer pauses after failures. A message is taken for a while before it is
 * sent, so that no two replicas send it at once; one that its taker never finished is due again after that while.
 */
@Component
class WebhookSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);
    private static final int LONGEST_ERROR = 300;

    private final JdbcClient jdbc;
    private final WebhookSettings settings;
    private final Clock clock;
    private final HttpClient http;
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

    /** Calls that have not ended, by webhook. */
    private final Map<Integer, Integer> underWay = new ConcurrentHashMap<>();

    WebhookSender(JdbcClient jdbc, WebhookSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
        // Without limits of its own: those end with the connection and the head of the answer, ours with its body.
        http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    private record Message(long id, int webhook, String url, String secret, String type, String body, int attempts) {
        @Override
        public String toString() {
            return "Message[id=%d]".formatted(id);
        }
    }

    /** What came of a call. */
    private record Result(
            @Nullable Integer status, @Nullable String error) {
        boolean good() {
            return error == null;
        }
    }

    /** Begins calls and waits for none. A receiver that is slow holds up its own messages and nobody else's. */
    @Scheduled(fixedDelayString = "${exaplan.webhooks.look:1s}")
    void send() {
        try {
            for (Message message : take()) {
                underWay.merge(message.webhook(), 1, Integer::sum);
                calls.execute(() -> deliver(message));
            }
        } catch (RuntimeException e) {
            LOG.warn("Messages could not be sent: {}", e.toString());
        }
    }

    private void deliver(Message message) {
        try {
            record(message, call(message));
        } catch (RuntimeException e) {
            LOG.warn(
                    "What came of message {} could not be kept; it will be sent again: {}", message.id(), e.toString());
        } finally {
            underWay.computeIfPresent(message.webhook(), (webhook, calls) -> calls == 1 ? null : calls - 1);
        }
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    void forgetOld() {
        jdbc.sql("delete from webhook_delivery where created_at < :before and state <> 'PENDING'")
                .param("before", utc(clock.instant().minus(settings.retention())))
                .update();
    }

    private List<Message> take() {
        Instant now = clock.instant();
        return jdbc.sql("""
                        with due as (
                            -- in turn, so that nobody's many messages go before somebody's one
                            select id, row_number() over (partition by webhook_id order by next_attempt_at, id) as turn
                            from webhook_delivery
                            where state = 'PENDING' and next_attempt_at <= :now and webhook_id <> all (:underWay)
                            order by turn, id limit :batch
                        ), taken as (
                            select id from webhook_delivery
                            where id in (select id from due) and state = 'PENDING' and next_attempt_at <= :now
                            for update skip locked
                        )
                        update webhook_delivery d
                        set attempts = attempts + 1, next_attempt_at = :again, last_attempt_at = :now
                        from webhook w
                        where w.id = d.webhook_id and d.id in (select id from taken)
                        returning d.id, d.webhook_id, w.url, w.secret, d.event_type, d.body, d.attempts
                        """)
                .param("again", utc(now.plus(settings.timeout().multipliedBy(3))))
                .param("now", utc(now))
                .param("batch", settings.batch())
                .param("underWay", underWay.keySet().toArray(Integer[]::new))
                .query((row, index) -> new Message(
                        row.getLong("id"),
                        row.getInt("webhook_id"),
                        row.getString("url"),
                        row.getString("secret"),
                        row.getString("event_type"),
                        row.getString("body"),
                        row.getInt("attempts")))
                .list();
    }

    private Result call(Message message) {
        try {
            URI uri = URI.create(message.url());
            String forbidden = forbidden(uri);
            if (forbidden != null) {
                return new Result(null, forbidden);
            }
            String timestamp = Long.toString(clock.instant().getEpochSecond());
            HttpResponse<Void> answer = inTime(http.sendAsync(
                    HttpRequest.newBuilder(uri)
                            .header("Content-Type", "application/json")
                            .header("User-Agent", "Exaplan")
                            .header("Exaplan-Event", message.type())
                            .header("Exaplan-Delivery", Long.toString(message.id()))
                            .header("Exaplan-Timestamp", timestamp)
                            .header("Exaplan-Signature", "sha256=" + signature(message, timestamp))
                            .POST(HttpRequest.BodyPublishers.ofString(message.body()))
                            .build(),
                    HttpResponse.BodyHandlers.discarding()));
            int status = answer.statusCode();
            return new Result(status, status / 100 == 2 ? null : "It answered %d.".formatted(status));
        } catch (TimeoutException e) {
            return new Result(null, "Its answer did not end within %s.".formatted(settings.timeout()));
        } catch (ExecutionException e) {
            return new Result(null, told(Objects.requireNonNullElse(e.getCause(), e)));
        } catch (IOException | IllegalArgumentException e) {
            return new Result(null, told(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result(null, "The server stopped meanwhile.");
        }
    }

    private <T> T inTime(CompletableFuture<T> answer)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            answer.cancel(true);
        }
    }

    private static String told(Throwable why) {
        return why.getClass().getSimpleName() + ": " + why.getMessage();
    }

    /** Looked up again at each call: a name may point elsewhere by now. */
    private @Nullable String forbidden(URI uri) throws IOException {
        if (settings.allowInternal()) {
            return null;
        }
        if (!"https".equals(uri.getScheme())) {
            return "Only https is called here.";
        }
        for (InetAddress address : InetAddress.getAllByName(uri.getHost())) {
            if (PrivateNetworks.has(address)) {
                return "The address is of a private network, which is not called here.";
            }
        }
        return null;
    }

    /** HMAC-SHA256 of the timestamp, a dot and the body. */
    private static String signature(Message message, String timestamp) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(message.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of()
                    .formatHex(mac.doFinal((timestamp + "." + message.body()).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256.", e);
        }
    }

    private void record(Message message, Result result) {
        boolean last = message.attempts() >= settings.maxAttempts();
        String error = result.error();
        jdbc.sql("""
                        update webhook_delivery
                        set state = :state, next_attempt_at = :next, last_status = :status, last_error = :error
                        where id = :id
                        """)
                .param("state", result.good() ? "DELIVERED" : last ? "GIVEN_UP" : "PENDING")
                .param("next", utc(clock.instant().plus(settings.retryAfter(message.attempts()))))
                .param("status", result.status())
                .param("error", error == null ? null : error.substring(0, Math.min(LONGEST_ERROR, error.length())))
                .param("id", message.id())
                .update();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    @Override
    public void close() {
        calls.shutdownNow();
        http.shutdownNow();
    }
}
