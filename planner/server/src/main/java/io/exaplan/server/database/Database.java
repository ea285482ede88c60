package io.exaplan.server.database;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/** The database all features share. The connection pool depends on it, so the pool closes first. */
@Component
public final class Database implements JdbcConnectionDetails, AutoCloseable {

    private static final String NAME = "exaplan";

    private final DatabaseSettings settings;
    private final @Nullable PostgresServer embedded;

    Database(DatabaseSettings settings, HomeSettings home) throws IOException {
        this.settings = settings;
        embedded = settings.external()
                ? null
                : PostgresServer.start(home.home().resolve("postgres"), settings.startPatience());
        if (embedded != null) {
            new DatabaseCreation(embedded).ensure(NAME);
        }
    }

    /** The server this process runs, empty when an external one was set. */
    public Optional<PostgresServer> embedded() {
        return Optional.ofNullable(embedded);
    }

    @Override
    public String getJdbcUrl() {
        return embedded == null ? settings.url() : embedded.url(NAME);
    }

    @Override
    public String getUsername() {
        return embedded == null ? settings.user() : embedded.user();
    }

    @Override
    public String getPassword() {
        return embedded == null ? settings.password() : embedded.password();
    }

    @Override
    public void close() throws IOException {
        if (embedded != null) {
            embedded.close();
        }
    }
}
