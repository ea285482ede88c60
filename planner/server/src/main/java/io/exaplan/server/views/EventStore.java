package io.exaplan.server.views;

import io.exaplan.server.views.StoredEvent.Position;
import io.exaplan.server.web.WebSettings;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Reads events in an order in which nothing ever appears behind a reader: only what lies before all open transactions. */
@Component
class EventStore {

    private static final String SETTLED = "e.tx < pg_snapshot_xmin(pg_current_snapshot())";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final WebSettings settings;

    EventStore(JdbcClient jdbc, Clock clock, WebSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    List<StoredEvent> after(Position position, int limit) {
        return jdbc.sql(
                        "select e.tx::text::bigint as tx, e.id, e.type, e.tenant_id, e.cluster_id, e.payload from event e where "
                                + SETTLED
                                + " and (e.tx, e.id) > (cast(:tx as text)::xid8, :id) order by e.tx, e.id limit :limit")
                .param("tx", Long.toString(position.transaction()))
                .param("id", position.id())
                .param("limit", limit)
                .query((row, index) -> StoredEvent.of(row))
                .list();
    }

    /** Where the events end now. */
    Position end() {
        return jdbc.sql("select e.tx::text::bigint as tx, e.id from event e where " + SETTLED
                        + " order by e.tx desc, e.id desc limit 1")
                .query((row, index) -> new Position(row.getLong("tx"), row.getLong("id")))
                .optional()
                .orElse(Position.START);
    }

    /** Whether the event at a position is still kept, so that what came after it is too. */
    boolean keeps(Position position) {
        return jdbc.sql("select exists (select from event e where e.id = :id and e.tx = cast(:tx as text)::xid8)")
                .param("tx", Long.toString(position.transaction()))
                .param("id", position.id())
                .query(Boolean.class)
                .single();
    }

    /** The newest event stays, as the place where streams begin. */
    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT10M")
    void forgetOld() {
        jdbc.sql("delete from event where at < :before and id < (select max(id) from event)")
                .param(
                        "before",
                        clock.instant().minus(settings.eventRetention()).atOffset(ZoneOffset.UTC))
                .update();
    }
}
