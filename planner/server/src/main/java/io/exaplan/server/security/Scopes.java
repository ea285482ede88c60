package io.exaplan.server.security;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The scopes a token is bound to, as column {@code scopes} has them: null when it is not bound. */
final class Scopes {

    private Scopes() {}

    static @Nullable List<TokenScope> of(ResultSet row) throws SQLException {
        Array names = row.getArray("scopes");
        return names == null
                ? null
                : Arrays.stream((String[]) names.getArray())
                        .map(TokenScope::valueOf)
                        .toList();
    }

    static String[] names(List<TokenScope> scopes) {
        return scopes.stream().distinct().map(TokenScope::name).toArray(String[]::new);
    }
}
