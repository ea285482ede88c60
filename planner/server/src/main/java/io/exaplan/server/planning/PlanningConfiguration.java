package io.exaplan.server.planning;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.exaplan.engine.solver.CityPlanner;
import io.exaplan.server.demand.Jobs;
import io.exaplan.server.demand.Tenants;
import io.exaplan.server.inventory.Catalogue;
import io.exaplan.server.inventory.Inventories;
import io.exaplan.server.time.PlanTime;
import io.exaplan.server.web.Changes;
import java.util.UUID;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

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

    @Bean
    PartitionAssembly partitionAssembly(Catalogue catalogue, LoopSettings settings) {
        return new PartitionAssembly(catalogue, settings);
    }

    @Bean
    JobIntake jobIntake(Catalogue catalogue, PlanningMetrics metrics) {
        return new JobIntake(new JobAssembly(new AcceleratorNames(catalogue)), metrics);
    }

    @Bean
    TenantReader tenantReader(Tenants tenants) {
        return new TenantReader(tenants);
    }

    @Bean
    PlanningLoop planningLoop(
            BookReader reader,
            LoopSettings settings,
            LeadershipKeeper leadership,
            PlanTime planTime,
            PlatformTransactionManager transactions,
            Jobs jobs,
            Inventories inventories,
            RunLedger ledger,
            Starter starter,
            JobIntake jobIntake,
            PartitionAssembly partitionAssembly,
            TenantReader tenants,
            RulesReader rules,
            Weights weights,
            Catalogue catalogue,
            DecisionWriter writer,
            PlanVersionStore versions,
            PlanningMetrics metrics,
            StartDecisionSettings starts,
            Changes changes) {
        BookParts parts = new BookParts(
                settings,
                leadership,
                planTime,
                new TransactionTemplate(transactions),
                jobs,
                inventories,
                ledger,
                starter,
                jobIntake,
                partitionAssembly,
                tenants,
                rules,
                weights,
                catalogue,
                writer,
                versions,
                metrics,
                starts.desk());
        return new PlanningLoop(leadership, new LiveBooks(reader, parts), settings, metrics, changes);
    }

    @Bean
    CityPlanner cityPlanner() {
        return CityPlanner.create();
    }

    @Bean
    Improvements improvements(
            PlanningLoop loop,
            CityPlanner planner,
            LeadershipKeeper leadership,
            ImprovementSettings settings,
            PlanningMetrics metrics) {
        return new Improvements(loop, leadership, planner, settings, metrics);
    }

    @Bean
    Repacks repacks(
            PlanningLoop loop,
            LeadershipKeeper leadership,
            RoomMaker rooms,
            RunLedger ledger,
            RepackSettings settings,
            PlanningMetrics metrics) {
        return new Repacks(loop, leadership, rooms, ledger, settings, metrics);
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
