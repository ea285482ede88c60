package io.exaplan.server.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which PostgreSQL to use.
 *
 * @param url JDBC URL of an external PostgreSQL; empty starts the embedded one in the home directory
 * @param user user of the external PostgreSQL
 * @param password password of the external PostgreSQL
 * @param startPatience how long the embedded PostgreSQL may take to start, recovery after a crash included
 */
@ConfigurationProperties("exaplan.database")
public record DatabaseSettings(
        @DefaultValue("") String url,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("60s") Duration startPatience) {
    public DatabaseSettings {
        if (url.isBlank() != user.isBlank()) {
            throw new IllegalArgumentException(
                    "exaplan.database.url is (%s) and exaplan.database.user is (%s).\nSet url, user and password for an external PostgreSQL, or none of them for the embedded one."
                            .formatted(url, user));
        }
    }

    boolean external() {
        return !url.isBlank();
    }

    /** Settings of the embedded PostgreSQL. */
    public static DatabaseSettings embedded() {
        return new DatabaseSettings("", "", "", Duration.ofSeconds(60));
    }

    @Override
    public String toString() {
        return "DatabaseSettings[url=%s, user=%s, startPatience=%s]".formatted(url, user, startPatience);
    }
}
