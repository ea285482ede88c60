package io.exaplan.server.dispatch;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The identity of the planner's memory, which never changes while a database lives. */
@Component
class Installation {
    private final String databaseId;

    Installation(JdbcClient sql, io.exaplan.server.time.PlanTime rowExistsSince) {
        databaseId = sql.sql("select database_id::text from installation")
                .query(String.class)
                .single();
    }

    String databaseId() {
        return databaseId;
    }
}
