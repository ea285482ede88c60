package io.exaplan.server.security;

import io.exaplan.server.database.HomeSettings;
import io.exaplan.server.database.PrivateFile;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the administrator's token at the first start, shows it once and leaves it in the home directory, readable by its owner only.
 * Nobody but its bearer can make others.
 */
@Component
class FirstAdministrator implements ApplicationRunner {

    private final Tokens tokens;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Path file;
    private final SecuritySettings settings;
    private final PrintStream console = System.out;

    FirstAdministrator(
            Tokens tokens,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            HomeSettings home,
            SecuritySettings settings) {
        this.settings = settings;
        this.tokens = tokens;
        this.jdbc = jdbc;
        this.transactions = transactions;
        file = home.home().resolve("admin-token");
    }

    /** The file is written before the commit: a crash between leaves a useless file, never a token nobody knows. */
    @Override
    public void run(ApplicationArguments arguments) {
        transactions.executeWithoutResult(status -> {
            // One row every replica agrees on: two that start at once make one administrator.
            jdbc.sql("select only_row from installation for update")
                    .query(Boolean.class)
                    .single();
            if (!administratorExists()) {
                String secret = tokens.create(Role.ADMIN, "admin", null, null, null, "first start")
                        .secret();
                write(secret);
                if (settings.showFirstToken()) {
                    console.printf(
                            "%nThe administrator's token, shown this once and kept in %s:%n%n    %s%n%n", file, secret);
                }
            }
        });
    }

    private boolean administratorExists() {
        return jdbc.sql("select exists (select from access_token where role = 'ADMIN' and revoked_at is null)")
                .query(Boolean.class)
                .single();
    }

    private void write(String secret) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            PrivateFile.write(file, secret + System.lineSeparator());
        } catch (IOException e) {
            throw new UncheckedIOException("The administrator's token cannot be written to (%s).".formatted(file), e);
        }
    }
}
