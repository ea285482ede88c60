package io.exaplan.server;

import io.exaplan.server.database.DatabaseCreation;
import io.exaplan.server.database.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Gives every server under test a database of its own, copied from a migrated one, on one PostgreSQL for the whole JVM. */
final class FreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String TEMPLATE = "migrated";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("fresh-database", settings(create(name), name)));
    }

    private static Map<String, Object> settings(PostgresServer server, String name) {
        return Map.of(
                "exaplan.database.url", server.url(name),
                "exaplan.database.user", server.user(),
                "exaplan.database.password", server.password(),
                "exaplan.home", Path.of("target", "test-homes", name).toString());
    }

    private static PostgresServer create(String name) {
        try {
            PostgresServer server = Shared.SERVER;
            new DatabaseCreation(server).copy(TEMPLATE, name);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Shared {

        static final PostgresServer SERVER = start();

        private static PostgresServer start() {
            try {
                PostgresServer server = PostgresServer.start(Path.of("target", "test-postgres"), Duration.ofMinutes(2));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
                DatabaseCreation databases = new DatabaseCreation(server);
                databases.dropAllBeginningWith("test_");
                databases.dropAllBeginningWith(TEMPLATE);
                databases.ensure(TEMPLATE);
                Flyway.configure()
                        .dataSource(server.url(TEMPLATE), server.user(), server.password())
                        .load()
                        .migrate();
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void stop(PostgresServer server) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
