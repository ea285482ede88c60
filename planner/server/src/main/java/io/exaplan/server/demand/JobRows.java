package io.exaplan.server.demand;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads rows of jobs. */
@Component
class JobRows implements RowMapper<Job> {

    static final String COLUMNS = """
            j.id, j.tenant_id, j.state, j.wish, j.spec, j.submitted_by, j.submitted_at, j.plan_submitted, j.attempts,
            j.conditions, j.revision, j.planned_revision, j.work_done, j.plan_ended
            """;

    private static final TypeReference<List<JobCondition>> CONDITIONS = new TypeReference<>() {};

    private final JsonMapper json;

    JobRows(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Job mapRow(ResultSet row, int index) throws SQLException {
        return new Job(
                row.getLong("id"),
                row.getInt("tenant_id"),
                JobState.valueOf(row.getString("state")),
                Wish.valueOf(row.getString("wish")),
                json.readValue(row.getString("spec"), JobSpec.class),
                row.getString("submitted_by"),
                instant(row, "submitted_at"),
                instant(row, "plan_submitted"),
                row.getInt("attempts"),
                json.readValue(row.getString("conditions"), CONDITIONS),
                row.getLong("revision"),
                row.getLong("planned_revision"),
                row.getDouble("work_done"),
                instantOrNull(row, "plan_ended"));
    }

    String text(Object value) {
        return json.writeValueAsString(value);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
