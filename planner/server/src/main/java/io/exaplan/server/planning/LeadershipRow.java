package io.exaplan.server.planning;

import java.time.Duration;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one row of table leadership. Time is the database's alone. A fenced transaction holds a key-share lock, which a
 * renewal passes by and a takeover waits for.
 */
class LeadershipRow {
    private final JdbcClient sql;
    private final TransactionTemplate transactions;
    private final JdbcClient sharedSql;
    private final Duration lease;

    /**
     * @param own for beats alone, so that they never queue behind requests for a connection
     * @param sharedSql what the transactions that are fenced run on
     */
    LeadershipRow(DataSource own, JdbcClient sharedSql, LeadershipSettings settings) {
        JdbcTemplate impatient = new JdbcTemplate(own);
        impatient.setQueryTimeout((int) settings.queryTimeout().toSeconds());
        this.sql = JdbcClient.create(impatient);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(own));
        this.sharedSql = sharedSql;
        this.lease = settings.lease();
    }

    /** Takes over when the row has run out or is this holder's own; the new epoch, or empty when another leads. */
    OptionalLong takeOver(String holder) {
        if (!vacantFor(holder, "")) {
            return OptionalLong.empty();
        }
        OptionalLong epoch = transactions.execute(status -> {
            // Waits for the fenced transactions of the leader before, then looks again.
            if (!vacantFor(holder, " for update")) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(sql.sql("""
                            update leadership
                            set epoch = epoch + 1, holder = :holder,
                                expires_at = clock_timestamp() + make_interval(secs => :lease)
                            returning epoch""")
                    .param("holder", holder)
                    .param("lease", seconds(lease))
                    .query(Long.class)
                    .single());
        });
        return epoch == null ? OptionalLong.empty() : epoch;
    }

    private boolean vacantFor(String holder, String lock) {
        return sql.sql("select expires_at <= clock_timestamp() or holder = :holder from leadership" + lock)
                .param("holder", holder)
                .query(Boolean.class)
                .single();
    }

    /** Renews; false when the row is another's or has run out. */
    boolean renew(String holder, long epoch) {
        return sql.sql("""
                                update leadership
                                set expires_at = clock_timestamp() + make_interval(secs => :lease)
                                where epoch = :epoch and holder = :holder and expires_at > clock_timestamp()""")
                        .param("holder", holder)
                        .param("epoch", epoch)
                        .param("lease", seconds(lease))
                        .update()
                == 1;
    }

    /** Lets go, so that another replica need not wait for the lease to run out. */
    void release(String holder, long epoch) {
        sql.sql("update leadership set expires_at = '-infinity' where epoch = :epoch and holder = :holder")
                .param("holder", holder)
                .param("epoch", epoch)
                .update();
    }

    /**
     * In the caller's transaction: whether the row is this holder's in this epoch, and holds it so until the
     * transaction ends. A leader that stalls with the transaction open is cut off by the server, or nobody could
     * ever take over.
     */
    boolean fence(String holder, long epoch) {
        return sharedSql
                .sql("""
                        select set_config('idle_in_transaction_session_timeout', '5000', true)
                        from leadership
                        where epoch = :epoch and holder = :holder and expires_at > clock_timestamp()
                        for key share""")
                .param("holder", holder)
                .param("epoch", epoch)
                .query(String.class)
                .optional()
                .isPresent();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
