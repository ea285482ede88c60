package io.exaplan.server.views;

import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Caller;
import io.exaplan.server.security.InScope;
import io.exaplan.server.security.Role;
import io.exaplan.server.security.TokenScope;
import io.exaplan.server.views.Report.Dimension;
import io.exaplan.server.views.Report.Figure;
import io.exaplan.server.views.Report.Line;
import io.exaplan.server.views.Report.Summary;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Page;
import io.exaplan.server.web.PageRequest;
import io.exaplan.server.web.Problem;
import io.exaplan.server.web.Values;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

@RestController
@InScope(TokenScope.ACCOUNTS)
@RequestMapping("/api/v1/reports")
@Tag(name = "reports", description = "The figures of closed months, frozen; corrections are entries beside them")
class ReportController {

    private static final int LONGEST = 500;
    private static final double MOST = 1e15;
    private static final String END = "9999-99";
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
    private static final CsvMapper CSV = new CsvMapper();
    private static final CsvSchema COLUMNS = CsvSchema.builder()
            .addColumns(
                    List.of("month", "dimension", "name", "figure", "value", "corrected"), CsvSchema.ColumnType.STRING)
            .build()
            .withHeader();

    private final Reports reports;

    ReportController(Reports reports) {
        this.reports = reports;
    }

    /** What a frozen figure should have been. */
    record CorrectionSubmission(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            Dimension dimension,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String name,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            Figure figure,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            double value,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String reason) {}

    /** Newest first. */
    @GetMapping
    @Allowed({Role.ADMIN, Role.PLANNER, Role.MEMBER, Role.VIEWER})
    Page<Summary> list(PageRequest page) {
        String before = page.position().map(ReportController::month).orElse(END);
        return Page.of(reports.page(before, page.limitAndOne()), page, Summary::month);
    }

    private static String month(String position) {
        if (!MONTH.matcher(position).matches()) {
            throw PageRequest.notOurs(position);
        }
        return position;
    }

    /** One month; members see the lines of the city, its operators and vendors, and of their own tenant; a sector may be one tenant. */
    @GetMapping("/{month}")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.MEMBER, Role.VIEWER})
    Report one(@PathVariable String month, Caller caller) {
        return find(month, caller);
    }

    /** One month as CSV. */
    @GetMapping("/{month}/export")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.MEMBER, Role.VIEWER})
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "text/csv", schema = @Schema(implementation = String.class)))
    ResponseEntity<byte[]> export(@PathVariable String month, Caller caller) {
        Report report = find(month, caller);
        List<List<String>> rows = report.lines().stream()
                .map(line -> {
                    Double corrected = report.corrected(line);
                    return List.of(
                            report.month(),
                            line.dimension().name(),
                            plain(line.name()),
                            line.figure().name(),
                            Double.toString(line.value()),
                            corrected == null ? "" : Double.toString(corrected));
                })
                .toList();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=exaplan-%s.csv".formatted(report.month()))
                .body(CSV.writer(COLUMNS).writeValueAsBytes(rows));
    }

    /** A visible entry beside a frozen figure. */
    @PostMapping("/{month}/corrections")
    @Allowed({Role.ADMIN, Role.PLANNER})
    Report correct(
            @PathVariable String month,
            @RequestBody(content = @Content(schema = @Schema(implementation = CorrectionSubmission.class)))
                    JsonForm form,
            Caller caller) {
        Report report = find(month, caller);
        Line line = new Line(
                form.required("dimension", Values.oneOf(Dimension.class), Dimension.CITY),
                form.required("name", Values.text(LONGEST), ""),
                form.required("figure", Values.oneOf(Figure.class), Figure.USED),
                form.required("value", Values.number(0, MOST), 0.0));
        String reason = form.required("reason", Values.text(LONGEST), "");
        boolean known = report.lines().stream().anyMatch(line::sameAs);
        if (form.clean() && !known) {
            form.refuse("name", "The report has no such line. State dimension, name and figure of one it has.");
        }
        form.finish();
        reports.correct(report, line, reason, caller.name());
        return find(month, caller);
    }

    /** A spreadsheet must not take a name for a formula. */
    private static String plain(String text) {
        return !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private Report find(String month, Caller caller) {
        return reports.find(month, caller.tenantId()).orElseThrow(() -> Problem.notFound("report", month));
    }
}
