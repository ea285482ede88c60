package io.exaplan.server.views;

import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.Role;
import io.exaplan.server.security.TokenViews;
import io.exaplan.server.views.StoredEvent.Position;
import io.exaplan.server.web.GracefulStop;
import io.exaplan.server.web.Problem;
import io.exaplan.server.web.WebSettings;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Server-sent events. Each stream blocks a virtual thread, which costs next to nothing. */
@RestController
@Tag(name = "events", description = "What happens, as it happens")
class EventStreamController {

    private static final int BATCH = 1_000;

    private final EventFeed feed;
    private final EventStore store;
    private final TokenViews tokens;
    private final GracefulStop stop;
    private final WebSettings settings;
    private final Semaphore places;

    EventStreamController(
            EventFeed feed,
            EventStore store,
            TokenViews tokens,
            GracefulStop stop,
            WebSettings settings,
            ViewsSettings views) {
        this.feed = feed;
        this.store = store;
        this.tokens = tokens;
        this.stop = stop;
        this.settings = settings;
        places = new Semaphore(views.maxStreams());
    }

    /**
     * Opens a stream of server-sent events. It begins with {@code hello}, whose id is where the stream stands; {@code resync} says
     * that the stream could not be resumed where it was cut, so that everything should be read again.
     *
     * @param lastEventId id of the last event that was received
     */
    @GetMapping("/api/v1/events")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.MEMBER, Role.VIEWER})
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = String.class)))
    void events(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            Caller caller,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        if (!places.tryAcquire()) {
            throw Problem.unavailable("All places for event streams are taken.\nMaybe close others.", 30);
        }
        EventBacklog backlog = new EventBacklog(caller, settings.streamBacklog());
        try (GracefulStop.Registration _ = stop.onStop(backlog::cut)) {
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            Writer writer = new Writer(response.getOutputStream());
            begin(lastEventId, backlog, caller, writer);
            goOn(backlog, caller, writer);
        } finally {
            feed.leave(backlog);
            places.release();
        }
    }

    private void begin(@Nullable String lastEventId, EventBacklog backlog, Caller caller, Writer writer)
            throws IOException {
        Position joined = feed.join(backlog);
        Optional<Position> from = lastEventId == null
                ? Optional.empty()
                : Position.parse(lastEventId).filter(store::keeps);
        if (lastEventId == null) {
            writer.send("id: %s\nevent: hello\ndata: {}\n\n".formatted(joined));
        } else if (from.isEmpty()) {
            writer.send("id: %s\nevent: resync\ndata: {}\n\n".formatted(joined));
        } else {
            catchUp(from.get(), joined, caller, writer);
        }
    }

    private void catchUp(Position from, Position joined, Caller caller, Writer writer) throws IOException {
        writer.send(": resumed\n\n");
        Position read = from;
        List<StoredEvent> events;
        do {
            events = store.after(read, BATCH);
            for (StoredEvent event : events) {
                read = event.position();
                if (read.compareTo(joined) <= 0 && event.visibleTo(caller)) {
                    writer.send(event.frame());
                }
            }
        } while (events.size() == BATCH && read.compareTo(joined) < 0);
    }

    private void goOn(EventBacklog backlog, Caller caller, Writer writer) throws IOException, InterruptedException {
        long end = System.nanoTime() + settings.streamLifetime().toNanos();
        for (long left = end - System.nanoTime(); left > 0 && !backlog.isCut(); left = end - System.nanoTime()) {
            Optional<StoredEvent> event = backlog.next(least(settings.heartbeat(), Duration.ofNanos(left)));
            if (event.isPresent()) {
                writer.send(event.get().frame());
            } else if (!tokens.inUse(caller.tokenId())) {
                return;
            } else if (!backlog.isCut()) {
                writer.send(": still here\n\n");
            }
        }
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private record Writer(OutputStream out) {
        void send(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
