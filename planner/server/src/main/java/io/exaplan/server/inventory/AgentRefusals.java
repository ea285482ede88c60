package io.exaplan.server.inventory;

import io.exaplan.server.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The last thing each agent was told that its exchange could not be taken: its operator reads it beside the agent's version. */
@Component
public class AgentRefusals {
    private static final int LONGEST = 2000;

    private final JdbcClient sql;
    private final Clock clock;

    AgentRefusals(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * Why an exchange was refused.
     *
     * @param at wall time
     * @param status the answer's HTTP status
     * @param problem the answer's detail
     */
    public record Refusal(Instant at, int status, String problem) {}

    /** Remembers a refusal; what the exchange had begun to write is undone by then. */
    public void refused(int clusterId, Problem problem) {
        String detail = String.valueOf(problem.getMessage());
        sql.sql("update cluster set refused_at = :at, refusal_status = :status, refusal = :detail where id = :cluster")
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("status", problem.status().value())
                .param("detail", detail.substring(0, Math.min(LONGEST, detail.length())))
                .param("cluster", clusterId)
                .update();
    }

    Optional<Refusal> last(int clusterId) {
        return sql.sql(
                        "select refused_at, refusal_status, refusal from cluster where id = :id and refused_at is not null")
                .param("id", clusterId)
                .query((rows, number) -> new Refusal(
                        rows.getObject("refused_at", OffsetDateTime.class).toInstant(),
                        rows.getInt("refusal_status"),
                        rows.getString("refusal")))
                .optional();
    }
}
