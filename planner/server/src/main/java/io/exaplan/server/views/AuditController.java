package io.exaplan.server.views;

import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Role;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

@RestController
@RequestMapping("/api/v1/audit")
@Allowed(Role.ADMIN)
@Tag(name = "audit", description = "Who changed what, and why")
class AuditController {

    private static final String WHERE = """
            (cast(:subject as text) is null or subject = :subject) and (cast(:actor as text) is null or actor = :actor)
            and (cast(:action as text) is null or action = :action) and (cast(:token as bigint) is null or token_id = :token)
            and (cast(:from as timestamptz) is null or at >= :from) and (cast(:until as timestamptz) is null or at < :until)
            """;

    private static final int FETCHED = 1000;
    private static final CsvMapper CSV = new CsvMapper();
    private static final CsvSchema COLUMNS = CsvSchema.builder()
            .addColumns(
                    List.of(
                            "id", "at", "actor", "tokenId", "role", "tenant", "cluster", "action", "subject", "before",
                            "after", "reason"),
                    CsvSchema.ColumnType.STRING)
            .build()
            .withHeader();

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final TransactionTemplate transactions;

    AuditController(JdbcClient jdbc, JsonMapper json, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.json = json;
        this.transactions = transactions;
    }

    /**
     * A change.
     *
     * @param at wall time
     * @param actor name of the token, which its maker chose, or of the part of the planner that acted
     * @param tokenId the token of the request, null when none asked for it
     * @param role what the token was then
     * @param tenant name of the tenant it was bound to
     * @param cluster name of the cluster it was bound to
     * @param subject what was changed, such as {@code job/17}
     */
    record AuditView(
            long id,
            Instant at,
            String actor,
            @Nullable Long tokenId,
            @Nullable Role role,
            @Nullable String tenant,
            @Nullable String cluster,
            String action,
            String subject,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            @Nullable String reason) {}

    /** In what form an export is. */
    enum Format {
        CSV,
        JSON
    }

    /**
     * Newest first.
     *
     * @param token id of the token that asked for the changes
     * @param from wall time
     * @param until wall time
     */
    @GetMapping
    Page<AuditView> list(
            PageRequest page,
            @RequestParam(name = "subject", required = false) @Nullable String subject,
            @RequestParam(name = "actor", required = false) @Nullable String actor,
            @RequestParam(name = "token", required = false) @Nullable Long token,
            @RequestParam(name = "action", required = false) @Nullable String action,
            @RequestParam(name = "from", required = false) @Nullable Instant from,
            @RequestParam(name = "until", required = false) @Nullable Instant until) {
        List<AuditView> found = bound(
                        "id < :before and " + WHERE + " order by id desc limit :limit",
                        subject,
                        actor,
                        token,
                        action,
                        from,
                        until)
                .param("before", page.after(Long.MAX_VALUE))
                .param("limit", page.limitAndOne())
                .query(this::view)
                .list();
        return Page.of(found, page, entry -> Long.toString(entry.id()));
    }

    /** All of it, oldest first, as a file: for JSON one object on each line. */
    @GetMapping("/export")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "text/csv", schema = @Schema(implementation = String.class)),
                @Content(mediaType = "application/x-ndjson", schema = @Schema(implementation = String.class))
            })
    void export(
            @RequestParam(name = "format", defaultValue = "CSV") Format format,
            @RequestParam(name = "subject", required = false) @Nullable String subject,
            @RequestParam(name = "actor", required = false) @Nullable String actor,
            @RequestParam(name = "token", required = false) @Nullable Long token,
            @RequestParam(name = "action", required = false) @Nullable String action,
            @RequestParam(name = "from", required = false) @Nullable Instant from,
            @RequestParam(name = "until", required = false) @Nullable Instant until,
            HttpServletResponse response)
            throws IOException {
        JdbcClient.StatementSpec query = bound(WHERE + " order by id", subject, actor, token, action, from, until);
        boolean csv = format == Format.CSV;
        response.setContentType(csv ? "text/csv;charset=UTF-8" : "application/x-ndjson;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=audit." + (csv ? "csv" : "ndjson"));
        OutputStream out = response.getOutputStream();
        transactions.executeWithoutResult(status -> {
            try (Stream<AuditView> rows = query.query(this::view).stream();
                    SequenceWriter writer = csv
                            ? CSV.writer(COLUMNS).writeValues(out)
                            : json.writer().withRootValueSeparator("\n").writeValues(out)) {
                rows.forEach(row -> writer.write(csv ? cells(row) : row));
            }
        });
    }

    private static Map<String, String> cells(AuditView row) {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("id", Long.toString(row.id()));
        cells.put("at", row.at().toString());
        cells.put("actor", plain(row.actor()));
        cells.put("tokenId", cell(row.tokenId()));
        cells.put("role", cell(row.role()));
        cells.put("tenant", plain(cell(row.tenant())));
        cells.put("cluster", plain(cell(row.cluster())));
        cells.put("action", row.action());
        cells.put("subject", plain(row.subject()));
        cells.put("before", cell(row.before()));
        cells.put("after", cell(row.after()));
        cells.put("reason", plain(cell(row.reason())));
        return cells;
    }

    private static String cell(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** A spreadsheet must not take what people wrote for a formula. */
    private static String plain(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private JdbcClient.StatementSpec bound(
            String where,
            @Nullable String subject,
            @Nullable String actor,
            @Nullable Long token,
            @Nullable String action,
            @Nullable Instant from,
            @Nullable Instant until) {
        return jdbc.sql("""
                        select audit.*, (select name from tenant t where t.id = tenant_id) as tenant,
                               (select name from cluster c where c.id = cluster_id) as cluster
                        from audit where \s""" + where)
                .withFetchSize(FETCHED)
                .param("subject", subject)
                .param("actor", actor)
                .param("token", token)
                .param("action", action)
                .param("from", from == null ? null : from.atOffset(ZoneOffset.UTC))
                .param("until", until == null ? null : until.atOffset(ZoneOffset.UTC));
    }

    private AuditView view(ResultSet row, int index) throws SQLException {
        String role = row.getString("role");
        return new AuditView(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getObject("token_id", Long.class),
                role == null ? null : Role.valueOf(role),
                row.getString("tenant"),
                row.getString("cluster"),
                row.getString("action"),
                row.getString("subject"),
                tree(row.getString("before")),
                tree(row.getString("after")),
                row.getString("reason"));
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }
}
