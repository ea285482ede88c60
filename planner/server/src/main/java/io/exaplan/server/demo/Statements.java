package io.exaplan.server.demo;

import io.exaplan.server.demo.CityFile.Statement;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Posts what a world states, each collection once: one that holds something already is left as it is. */
final class Statements {

    private final PlannerClient planner;

    Statements(PlannerClient planner) {
        this.planner = planner;
    }

    void make(List<Statement> statements) throws IOException, InterruptedException {
        Instant now = DemoClock.ask(planner).now();
        Set<String> empty = new LinkedHashSet<>();
        for (String collection :
                statements.stream().map(Statement::collection).distinct().toList()) {
            if (planner.get(path(collection))
                    .orThrow("what is in " + collection)
                    .path("items")
                    .isEmpty()) {
                empty.add(collection);
            }
        }
        for (Statement statement : statements) {
            if (empty.contains(statement.collection())) {
                planner.post(path(statement.collection()), body(statement, now))
                        .orThrow("to state %s in %s".formatted(statement.body(), statement.collection()));
            }
        }
    }

    private static Map<String, Object> body(Statement statement, Instant now) {
        Map<String, Object> body = new LinkedHashMap<>(statement.body());
        statement
                .inDays()
                .forEach((field, days) -> body.put(
                        field, now.plusSeconds(Math.round(days * 86_400)).toString()));
        Integer quarter = statement.quarter();
        if (quarter != null) {
            body.put("window", quarter(now.atZone(ZoneOffset.UTC).toLocalDate().plusMonths(3L * quarter)));
        }
        return body;
    }

    private static String quarter(LocalDate day) {
        return "%d-Q%d".formatted(day.getYear(), day.get(IsoFields.QUARTER_OF_YEAR));
    }

    private static String path(String collection) {
        return "/api/v1/" + collection;
    }
}
