package io.exaplan.server.planning;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.UUID;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class PlanningConfiguration {

    @Bean
    LeadershipKeeper leadership(LeadershipConnection connection, JdbcClient sql, LeadershipSettings settings) {
        String holder = "%d-%s".formatted(ProcessHandle.current().pid(), UUID.randomUUID());
        return new LeadershipKeeper(
                new LeadershipRow(connection.pool(), sql, settings), settings, holder, System::nanoTime);
    }

    @Bean
    LeadershipConnection leadershipConnection(JdbcConnectionDetails database, LeadershipSettings settings) {
        return LeadershipConnection.to(database, settings);
    }

    /** One connection for the leadership alone; no bean of type DataSource, or the application would take it for its own. */
    record LeadershipConnection(HikariDataSource pool) implements AutoCloseable {
        static LeadershipConnection to(JdbcConnectionDetails database, LeadershipSettings settings) {
            HikariConfig config = new HikariConfig();
            config.setPoolName("leadership");
            config.setJdbcUrl(database.getJdbcUrl());
            config.setUsername(database.getUsername());
            config.setPassword(database.getPassword());
            config.setMaximumPoolSize(1);
            config.setInitializationFailTimeout(-1);
            config.setConnectionTimeout(settings.queryTimeout().toMillis());
            config.addDataSourceProperty(
                    "socketTimeout", settings.queryTimeout().toSeconds() + 1);
            return new LeadershipConnection(new HikariDataSource(config));
        }

        @Override
        public void close() {
            pool.close();
        }
    }
}
