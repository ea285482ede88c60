package io.exaplan.server.views;

import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Role;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import io.exaplan.server.web.QueryValues;
import io.swagger.v3.oas.annotations.Parameter;
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
            and (cast(:action as text) is null or action = :action)
            and (cast(:from as timestamptz) is null or at >= :from) and (cast(:until as timestamptz) is null or at < :until)
            """;

    private static final int FETCHED = 1000;
    private static final CsvMapper CSV = new CsvMapper();
    private static final CsvSchema COLUMNS = CsvSchema.builder()
            .addColumns(
                    List.of("id", "at", "actor", "action", "subject", "before", "after", "reason"),
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

    /** In what form an export is. */
    enum Format {
        CSV,
        JSON
    }

    /**
     * Newest first.
     *
     * @param from wall time
     * @param until wall time
     */
    @GetMapping
    Page<AuditView> list(
            PageRequest page,
            @RequestParam(name = "subject", required = false) @Nullable String subject,
            @RequestParam(name = "actor", required = false) @Nullable String actor,
            @RequestParam(name = "action", required = false) @Nullable String action,
            @Parameter(schema = @Schema(type = "string", format = "date-time"))
                    @RequestParam(name = "from", required = false)
                    @Nullable
                    String from,
            @Parameter(schema = @Schema(type = "string", format = "date-time"))
                    @RequestParam(name = "until", required = false)
                    @Nullable
                    String until) {
        List<AuditView> found = bound(
                        "id < :before and " + WHERE + " order by id desc limit :limit",
                        subject,
                        actor,
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
            @Parameter(schema = @Schema(implementation = Format.class))
                    @RequestParam(name = "format", defaultValue = "CSV")
                    String format,
            @RequestParam(name = "subject", required = false) @Nullable String subject,
            @RequestParam(name = "actor", required = false) @Nullable String actor,
            @RequestParam(name = "action", required = false) @Nullable String action,
            @Parameter(schema = @Schema(type = "string", format = "date-time"))
                    @RequestParam(name = "from", required = false)
                    @Nullable
                    String from,
            @Parameter(schema = @Schema(type = "string", format = "date-time"))
                    @RequestParam(name = "until", required = false)
                    @Nullable
                    String until,
            HttpServletResponse response)
            throws IOException {
        Format as = QueryValues.oneOf("format", format, Format.class);
        JdbcClient.StatementSpec query = bound(WHERE + " order by id", subject, actor, action, from, until);
        boolean csv = as == Format.CSV;
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
        cells.put("action", row.action());
        cells.put("subject", plain(row.subject()));
        cells.put("before", row.before() == null ? "" : row.before().toString());
        cells.put("after", row.after() == null ? "" : row.after().toString());
        cells.put("reason", row.reason() == null ? "" : plain(row.reason()));
        return cells;
    }

    /** A spreadsheet must not take what people wrote for a formula. */
    private static String plain(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private JdbcClient.StatementSpec bound(
            String where,
            @Nullable String subject,
            @Nullable String actor,
            @Nullable String action,
            @Nullable String from,
            @Nullable String until) {
        Instant since = QueryValues.instantOrNull("from", from);
        Instant before = QueryValues.instantOrNull("until", until);
        return jdbc.sql("select * from audit where " + where)
                .withFetchSize(FETCHED)
                .param("subject", subject)
                .param("actor", actor)
                .param("action", action)
                .param("from", since == null ? null : since.atOffset(ZoneOffset.UTC))
                .param("until", before == null ? null : before.atOffset(ZoneOffset.UTC));
    }

    private AuditView view(ResultSet row, int index) throws SQLException {
        return new AuditView(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
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
