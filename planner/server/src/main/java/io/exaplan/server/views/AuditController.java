package io.exaplan.server.views;

import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Role;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/v1/audit")
@Allowed(Role.ADMIN)
@Tag(name = "audit", description = "Who changed what, and why")
class AuditController {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AuditController(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * A change.
     *
     * @param at wall time
     * @param subject what was changed, such as {@code job/17}
     */
    record AuditView(
            long id,
            Instant at,
            String actor,
            String action,
            String subject,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            @Nullable String reason) {}

    /** Newest first. */
    @GetMapping
    Page<AuditView> list(PageRequest page, @RequestParam(name = "subject", required = false) @Nullable String subject) {
        List<AuditView> found = jdbc.sql("""
                        select * from audit
                        where id < :before and (cast(:subject as text) is null or subject = :subject)
                        order by id desc limit :limit
                        """)
                .param("before", page.after(Long.MAX_VALUE))
                .param("subject", subject)
                .param("limit", page.limitAndOne())
                .query((row, index) -> new AuditView(
                        row.getLong("id"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("actor"),
                        row.getString("action"),
                        row.getString("subject"),
                        tree(row.getString("before")),
                        tree(row.getString("after")),
                        row.getString("reason")))
                .list();
        return Page.of(found, page, entry -> Long.toString(entry.id()));
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }
}
