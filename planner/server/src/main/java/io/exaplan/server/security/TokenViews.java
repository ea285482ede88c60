package io.exaplan.server.security;

import io.exaplan.server.web.ListFilter;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lists and revokes tokens. */
@Component
public class TokenViews {

    private static final RowMapper<TokenView> ROW = (row, index) -> new TokenView(
            row.getLong("id"),
            row.getString("name"),
            Role.valueOf(row.getString("role")),
            row.getObject("tenant_id", Integer.class),
            row.getObject("cluster_id", Integer.class),
            Scopes.of(row),
            row.getObject("created_at", OffsetDateTime.class).toInstant(),
            row.getString("created_by"),
            instant(row, "expires_at"),
            instant(row, "revoked_at"),
            instant(row, "last_used_at"));

    /** Whether a token opens anything, by {@code :now}. */
    public static final String IN_USE = "(revoked_at is null and (expires_at is null or expires_at > :now))";

    private final JdbcClient jdbc;
    private final Clock clock;

    TokenViews(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Tokens, oldest first. */
    public Page<TokenView> page(PageRequest request, ListFilter filter) {
        List<TokenView> found = jdbc.sql(
                        "select * from access_token where id > :after" + filter.sql() + " order by id limit :limit")
                .params(filter.values())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("after", request.after(0))
                .param("limit", request.limitAndOne())
                .query(ROW)
                .list();
        return Page.of(found, request, token -> Long.toString(token.id()));
    }

    /** One of them, whether it opens anything or not. */
    public Optional<TokenView> find(long id) {
        return jdbc.sql("select * from access_token where id = :id")
                .param("id", id)
                .query(ROW)
                .optional();
    }

    /** Revokes a token that is in use; answers whether there was one. */
    public boolean revoke(long id) {
        return jdbc.sql("update access_token set revoked_at = :now where id = :id and revoked_at is null")
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Whether a token still opens anything. */
    public boolean inUse(long id) {
        return jdbc.sql("select exists (select from access_token where id = :id and " + IN_USE + ")")
                .param("id", id)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** How many tokens of each role open something now. */
    Map<Role, Long> inUseByRole() {
        Map<Role, Long> counts = new EnumMap<>(Role.class);
        jdbc.sql("select role, count(*) as tokens from access_token where " + IN_USE + " group by role")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(row -> {
                    counts.put(Role.valueOf(row.getString("role")), row.getLong("tokens"));
                });
        return counts;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
