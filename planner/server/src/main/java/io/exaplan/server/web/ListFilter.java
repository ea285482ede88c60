package io.exaplan.server.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a list is narrowed to. Only what is given is spelt out in the statement, so that indexes serve it. */
public final class ListFilter {

    private final StringBuilder sql = new StringBuilder();
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Those whose column has this value; all when it is null. */
    public ListFilter equal(String column, @Nullable Object value) {
        return value == null ? this : where(column + " = ", value);
    }

    /** Those whose column is not below this value; all when it is null. */
    public ListFilter notBelow(String column, @Nullable Object value) {
        return value == null ? this : where(column + " >= ", value);
    }

    /** Those whose column is below this value; all when it is null. */
    public ListFilter below(String column, @Nullable Object value) {
        return value == null ? this : where(column + " < ", value);
    }

    private ListFilter where(String comparison, Object value) {
        String name = "filter" + values.size();
        sql.append(" and ").append(comparison).append(':').append(name);
        values.put(
                name,
                switch (value) {
                    case Enum<?> constant -> constant.name();
                    case Instant instant -> instant.atOffset(ZoneOffset.UTC);
                    default -> value;
                });
        return this;
    }

    /** The conditions, each after an {@code and}. */
    public String sql() {
        return sql.toString();
    }

    public Map<String, Object> values() {
        return values;
    }
}
