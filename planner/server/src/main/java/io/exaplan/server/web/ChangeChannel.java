package io.exaplan.server.web;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/**
 * PostgreSQL's LISTEN and NOTIFY on one channel, over two connections of its own. Messages are sent after the commit they tell of
 * and not inside it: a transaction that notifies holds a lock over its commit which all others would queue for.
 */
@Component
class ChangeChannel {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeChannel.class);
    private static final String NAME = "exaplan";
    /** PostgreSQL refuses 8,000 bytes and more. */
    private static final int MOST_BYTES = 7_900;

    private static final int WAIT_MILLIS = 1_000;

    private final JdbcConnectionDetails database;
    private final BlockingQueue<String> outbox = new LinkedBlockingQueue<>(100_000);
    private volatile boolean open;
    private volatile @Nullable Connection listening;

    ChangeChannel(JdbcConnectionDetails database) {
        this.database = database;
    }

    void open(Consumer<String> receiver) {
        open = true;
        Thread _ = Thread.ofVirtual().name("changes-in").start(() -> untilClosed(() -> listen(receiver)));
        Thread _ = Thread.ofVirtual().name("changes-out").start(() -> untilClosed(this::send));
    }

    /** Never blocks the caller; what does not fit is dropped, as it was only a hint. */
    void send(String message) {
        if (message.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES || !outbox.offer(message)) {
            LOG.warn(
                    "A change is not sent to the other replicas; they find it at their next look: {}",
                    message.substring(0, Math.min(200, message.length())));
        }
    }

    void close() {
        open = false;
        Connection connection = listening;
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.debug("The listening connection did not close", e);
            }
        }
    }

    private void untilClosed(Talk talk) {
        while (open) {
            try {
                talk.run();
            } catch (SQLException e) {
                if (open) {
                    LOG.warn("The channel of changes broke: {}", e.getMessage());
                    pause();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void listen(Consumer<String> receiver) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            listening = connection;
            statement.execute("listen " + NAME);
            PGConnection notified = connection.unwrap(PGConnection.class);
            while (open) {
                PGNotification[] received = notified.getNotifications(WAIT_MILLIS);
                for (PGNotification notification : received == null ? new PGNotification[0] : received) {
                    hand(notification, receiver);
                }
            }
        }
    }

    private static void hand(PGNotification notification, Consumer<String> receiver) {
        try {
            receiver.accept(notification.getParameter());
        } catch (RuntimeException e) {
            LOG.warn("A change could not be read: {}", e.getMessage());
        }
    }

    private void send() throws SQLException, InterruptedException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(
                        "select count(pg_notify('" + NAME + "', message)) from unnest(?) as message")) {
            while (open) {
                String first = outbox.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    List<String> batch = new ArrayList<>(List.of(first));
                    outbox.drainTo(batch, 500);
                    statement.setArray(1, connection.createArrayOf("text", batch.toArray()));
                    statement.execute();
                }
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword());
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Talk {
        void run() throws SQLException, InterruptedException;
    }
}
