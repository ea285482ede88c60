package io.exaplan.server.web;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away for a moment from a request or program that is wrong. */
final class DatabaseTroubles {

    private static final String CONNECTION_LOST = "08";
    private static final String OPERATOR_INTERVENED = "57P";

    private DatabaseTroubles() {}

    static boolean away(Throwable thrown) {
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException
                    || (cause instanceof SQLException sql && away(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean away(@Nullable String state) {
        return state != null && (state.startsWith(CONNECTION_LOST) || state.startsWith(OPERATOR_INTERVENED));
    }
}
