package io.exaplan.server.views;

import io.exaplan.server.audit.AuditLog;
import io.exaplan.server.planning.Leadership;
import io.exaplan.server.time.PlanTime;
import io.exaplan.server.views.Report.Correction;
import io.exaplan.server.views.Report.Dimension;
import io.exaplan.server.views.Report.Figure;
import io.exaplan.server.views.Report.Line;
import io.exaplan.server.views.Report.Summary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The reports of closed months. The leader freezes a month when it is over and something of it was sampled. */
@Component
class Reports {

    private static final Logger LOG = LoggerFactory.getLogger(Reports.class);

    private final JdbcClient jdbc;
    private final ReportFigures figures;
    private final Leadership leadership;
    private final PlanTime planTime;
    private final TransactionTemplate transactions;
    private final AuditLog audit;
    private final ZoneId zone;

    Reports(
            JdbcClient jdbc,
            ReportFigures figures,
            Leadership leadership,
            PlanTime planTime,
            TransactionTemplate transactions,
            AuditLog audit,
            @Value("${exaplan.planning.zone:Asia/Shanghai}") ZoneId zone) {
        this.jdbc = jdbc;
        this.figures = figures;
        this.leadership = leadership;
        this.planTime = planTime;
        this.transactions = transactions;
        this.audit = audit;
        this.zone = zone;
    }

    @Scheduled(fixedDelayString = "${exaplan.views.report-check:30s}")
    void freezeWhenDue() {
        try {
            if (leadership.leading()) {
                YearMonth current = YearMonth.from(planTime.now().atZone(zone));
                firstUnreported().ifPresent(first -> {
                    for (YearMonth month = first; month.isBefore(current); month = month.plusMonths(1)) {
                        freeze(month);
                    }
                });
            }
        } catch (RuntimeException e) {
            LOG.warn("A month could not be reported: {}", e.toString());
        }
    }

    /** The month after the last report; without one, that of the first sample. */
    private Optional<YearMonth> firstUnreported() {
        Optional<YearMonth> reported = jdbc.sql("select max(month) from report")
                .query((row, index) -> Optional.ofNullable(row.getString(1)))
                .single()
                .map(month -> YearMonth.parse(month).plusMonths(1));
        return reported.isPresent()
                ? reported
                : jdbc.sql("select min(plan_time) from capacity_sample where scope = 'CITY'")
                        .query((row, index) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                        .single()
                        .map(at -> YearMonth.from(at.atZoneSameInstant(zone)));
    }

    private void freeze(YearMonth month) {
        Instant from = month.atDay(1).atStartOfDay(zone).toInstant();
        Instant until = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
        transactions.executeWithoutResult(status -> jdbc.sql("""
                        insert into report (month, plan_from, plan_until) values (:month, :from, :until)
                        on conflict do nothing returning id
                        """)
                .param("month", month.toString())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("until", until.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .optional()
                .ifPresent(id -> figures.of(from, until).forEach(line -> write(id, line))));
    }

    private void write(int report, Line line) {
        jdbc.sql("""
                        insert into report_line (report_id, dimension, name, tenant_id, figure, value)
                        values (:report, :dimension, :name,
                                case when :dimension = 'TENANT' then (select id from tenant where name = :name) end, :figure, :value)
                        """)
                .param("report", report)
                .param("dimension", line.dimension().name())
                .param("name", line.name())
                .param("figure", line.figure().name())
                .param("value", line.value())
                .update();
    }

    /** Newest first. */
    List<Summary> page(String before, int limit) {
        return jdbc.sql("""
                        select r.*, (select count(*) from report_correction where report_id = r.id) as corrections
                        from report r where r.month < :before order by r.month desc limit :limit
                        """)
                .param("before", before)
                .param("limit", limit)
                .query((row, index) -> new Summary(
                        row.getString("month"),
                        instant(row, "plan_from"),
                        instant(row, "plan_until"),
                        instant(row, "frozen_at"),
                        row.getInt("corrections")))
                .list();
    }

    /** @param tenantId without the lines of other tenants; null for all */
    Optional<Report> find(String month, @Nullable Integer tenantId) {
        return jdbc.sql("select * from report where month = :month")
                .param("month", month)
                .query((row, index) -> new Report(
                        row.getString("month"),
                        instant(row, "plan_from"),
                        instant(row, "plan_until"),
                        instant(row, "frozen_at"),
                        lines(row.getInt("id"), tenantId),
                        corrections(row.getInt("id"), tenantId)))
                .optional();
    }

    private List<Line> lines(int report, @Nullable Integer tenantId) {
        return jdbc.sql("""
                        select * from report_line
                        where report_id = :report and (cast(:tenant as integer) is null or dimension not in ('TENANT', 'SECTOR') or tenant_id = :tenant)
                        order by dimension, name, figure
                        """)
                .param("report", report)
                .param("tenant", tenantId)
                .query((row, index) -> new Line(
                        Dimension.valueOf(row.getString("dimension")),
                        row.getString("name"),
                        Figure.valueOf(row.getString("figure")),
                        row.getDouble("value")))
                .list();
    }

    private List<Correction> corrections(int report, @Nullable Integer tenantId) {
        return jdbc.sql("""
                        select * from report_correction
                        where report_id = :report
                          and (cast(:tenant as integer) is null or dimension not in ('TENANT', 'SECTOR')
                               or name = (select name from tenant where id = :tenant))
                        order by id
                        """)
                .param("report", report)
                .param("tenant", tenantId)
                .query((row, index) -> new Correction(
                        Dimension.valueOf(row.getString("dimension")),
                        row.getString("name"),
                        Figure.valueOf(row.getString("figure")),
                        row.getDouble("value"),
                        row.getString("reason"),
                        row.getString("actor"),
                        instant(row, "at")))
                .list();
    }

    /** Says what a figure should have been; the figure stays. */
    @Transactional
    public void correct(Report report, Line line, String reason, String actor) {
        jdbc.sql("""
                        insert into report_correction (report_id, dimension, name, figure, value, reason, actor)
                        select id, :dimension, :name, :figure, :value, :reason, :actor from report where month = :month
                        """)
                .param("dimension", line.dimension().name())
                .param("name", line.name())
                .param("figure", line.figure().name())
                .param("value", line.value())
                .param("reason", reason)
                .param("actor", actor)
                .param("month", report.month())
                .update();
        Line frozen = report.lines().stream().filter(line::sameAs).findFirst().orElse(null);
        audit.record(actor, "report.correct", "report/" + report.month(), frozen, line, reason);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
