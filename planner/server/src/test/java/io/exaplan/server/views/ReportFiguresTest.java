package io.exaplan.server.views;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.ServerTest;
import io.exaplan.server.views.Report.Dimension;
import io.exaplan.server.views.Report.Figure;
import io.exaplan.server.views.Report.Line;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** Two moments of a month: at the second the new cluster has come, and the old one measures nothing. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(properties = "exaplan.views.history-check=1h")
class ReportFiguresTest {

    private static final Instant FROM = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant FIRST = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant SECOND = Instant.parse("2026-02-02T00:00:00Z");

    private final ReportFigures figures;
    private final JdbcClient sql;

    ReportFiguresTest(ReportFigures figures, JdbcClient sql) {
        this.figures = figures;
        this.sql = sql;
    }

    @BeforeAll
    void samples() {
        for (String name : List.of("old", "new", "mute")) {
            sql.sql("insert into cluster (name, operator) values (:name, :operator)")
                    .param("name", name)
                    .param("operator", name.equals("mute") ? "Lake" : "Hill")
                    .update();
        }
        sample("CITY", "", FIRST, 40, 20, 8.0);
        sample("CITY", "", SECOND, 60, 40, 12.0);
        sample("CLUSTER", "old", FIRST, 30, 10, 8.0);
        sample("CLUSTER", "old", SECOND, 30, 10, null);
        sample("CLUSTER", "new", SECOND, 20, 20, 12.0);
        sample("CLUSTER", "mute", FIRST, 10, 10, null);
        sample("CLUSTER", "mute", SECOND, 10, 10, null);
    }

    @Test
    void averagesEveryLevelOfTheFunnel() {
        List<Line> lines = figures.of(FROM, UNTIL);

        // (40 + 60) / 2, (20 + 40) / 2, (8 + 12) / 2
        assertThat(lines)
                .contains(
                        new Line(Dimension.CITY, "city", Figure.INSTALLED, 50),
                        new Line(Dimension.CITY, "city", Figure.REPORTING, 30),
                        new Line(Dimension.CITY, "city", Figure.SCHEDULABLE, 30),
                        new Line(Dimension.CITY, "city", Figure.ALLOCATED, 30),
                        new Line(Dimension.CITY, "city", Figure.BUSY, 10));
    }

    @Test
    void whatIsNotMeasuredIsNotIdle() {
        List<Line> lines = figures.of(FROM, UNTIL);

        // old 8 / 1 measured moment, new 12 / 2 as it was not there at the first
        assertThat(lines)
                .contains(
                        new Line(Dimension.OPERATOR, "Hill", Figure.BUSY, 14),
                        new Line(Dimension.OPERATOR, "Hill", Figure.REPORTING, 20));
        assertThat(lines)
                .contains(new Line(Dimension.OPERATOR, "Lake", Figure.REPORTING, 10))
                .noneMatch(line -> line.name().equals("Lake") && line.figure() == Figure.BUSY);
    }

    private void sample(String scope, String name, Instant at, double installed, double rest, @Nullable Double busy) {
        sql.sql("""
                        insert into capacity_sample (scope, name, plan_time, declared, installed, reporting, schedulable,
                                                     allocated, busy, installed_milli, schedulable_milli, allocated_milli)
                        values (:scope, :name, :at, 0, :installed, :rest, :rest, :rest, :busy, 0, 0, 0)
                        """)
                .param("scope", scope)
                .param("name", name)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("installed", installed)
                .param("rest", rest)
                .param("busy", busy)
                .update();
    }
}
