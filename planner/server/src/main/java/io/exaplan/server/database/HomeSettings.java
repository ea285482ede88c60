package io.exaplan.server.database;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the planner keeps what belongs to this machine.
 *
 * @param home directory of the embedded database and of the first administrator's token; EXAPLAN_HOME in the environment
 */
@ConfigurationProperties("exaplan")
public record HomeSettings(@DefaultValue("data") Path home) {
    public HomeSettings {
        home = home.toAbsolutePath().normalize();
    }
}
