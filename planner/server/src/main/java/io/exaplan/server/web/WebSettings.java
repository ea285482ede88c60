package io.exaplan.server.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Limits of the API.
 *
 * @param maxBody largest body of a request
 * @param pageLimit items of a page when the request does not say
 * @param maxPageLimit most items of a page
 * @param heartbeat silence on an event stream after which a comment is sent
 * @param eventRetention how long a cut event stream can be resumed
 * @param idempotencyRetention how long an Idempotency-Key is remembered
 * @param streamLifetime after which an event stream ends, for its reader to resume it, maybe at another replica
 * @param streamBacklog events a slow reader may lag behind before its stream is cut
 */
@ConfigurationProperties("exaplan.web")
public record WebSettings(
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue("100") int pageLimit,
        @DefaultValue("1000") int maxPageLimit,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("24h") Duration eventRetention,
        @DefaultValue("24h") Duration idempotencyRetention,
        @DefaultValue("6h") Duration streamLifetime,
        @DefaultValue("10000") int streamBacklog) {
    public WebSettings {
        if (maxBody.toBytes() <= 0 || !idempotencyRetention.isPositive()) {
            throw new IllegalArgumentException(
                    "exaplan.web.max-body is %s and exaplan.web.idempotency-retention is %s.\nBoth must be above 0."
                            .formatted(maxBody, idempotencyRetention));
        }
        if (pageLimit < 1 || maxPageLimit < pageLimit) {
            throw new IllegalArgumentException(
                    "exaplan.web.page-limit is %d and exaplan.web.max-page-limit is %d.\nState at least 1, and the second not below the first."
                            .formatted(pageLimit, maxPageLimit));
        }
        if (!streamLifetime.isPositive()) {
            throw new IllegalArgumentException(
                    "exaplan.web.stream-lifetime is %s.\nIt must be above 0.".formatted(streamLifetime));
        }
        if (heartbeat.isNegative() || heartbeat.isZero() || streamBacklog < 1) {
            throw new IllegalArgumentException(
                    "exaplan.web.heartbeat is %s and exaplan.web.stream-backlog is %d.\nBoth must be above 0."
                            .formatted(heartbeat, streamBacklog));
        }
    }
}
