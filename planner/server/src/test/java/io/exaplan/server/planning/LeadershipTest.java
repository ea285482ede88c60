package io.exaplan.server.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.exaplan.server.ServerTest;
import io.exaplan.server.planning.PlanningConfiguration.LeadershipConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

@ServerTest
@TestPropertySource(properties = "exaplan.planning.leadership.enabled=false")
class LeadershipTest {
    private static final Duration LEASE = Duration.ofMillis(1500);

    private final LeadershipSettings settings =
            new LeadershipSettings(LEASE, Duration.ofMillis(100), Duration.ofMillis(20), Duration.ofSeconds(1), true);
    private final JdbcConnectionDetails database;
    private final JdbcClient sql;
    private final TransactionTemplate transactions;
    private final List<LeadershipConnection> connections = new ArrayList<>();
    private final AtomicLong stoppedClock = new AtomicLong();

    LeadershipTest(JdbcConnectionDetails database, JdbcClient sql, TransactionTemplate transactions) {
        this.database = database;
        this.sql = sql;
        this.transactions = transactions;
        sql.sql("update leadership set expires_at = '-infinity'").update();
    }

    @AfterEach
    void closeConnections() {
        connections.forEach(LeadershipConnection::close);
    }

    @Test
    void oneOfTwoLeadsAndTheEpochGrowsWithEveryChangeOfHands() {
        LeadershipKeeper north = keeper("north");
        LeadershipKeeper south = keeper("south");

        north.beat();
        south.beat();

        assertThat(north.leading()).isTrue();
        assertThat(south.leading()).isFalse();
        long first = north.epoch();
        north.release();
        south.beat();
        assertThat(south.leading()).isTrue();
        assertThat(south.epoch()).isEqualTo(first + 1);
    }

    @Test
    void aLeaderWhoseRenewalsStopIsFollowedByTheOtherOnceTheLeaseHasRunOut() {
        LeadershipKeeper north = keeper("north");
        LeadershipKeeper south = keeper("south");
        north.beat();

        await().atMost(LEASE.plusSeconds(2)).until(() -> {
            south.beat();
            return south.leading();
        });

        assertThat(north.leading()).isFalse();
    }

    @Test
    void aLeaderThatRenewsKeepsTheOtherOut() {
        LeadershipKeeper north = keeper("north");
        LeadershipKeeper south = keeper("south");
        north.beat();

        await().during(LEASE.plusMillis(500)).atMost(LEASE.plusSeconds(2)).until(() -> {
            north.beat();
            south.beat();
            return north.leading() && !south.leading();
        });
    }

    @Test
    void aLeaderStopsByItsOwnClockWithoutAskingAnybody() {
        LeadershipKeeper north = keeperWithStoppedClock("north");
        north.beat();

        stoppedClock.addAndGet(LEASE.toNanos());

        assertThat(north.leading()).isFalse();
        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> north.fence()))
                .isInstanceOf(LeadershipLost.class);
    }

    @Test
    void refusesTheWriteOfALeaderThatDoesNotKnowItWasReplaced() {
        LeadershipKeeper north = keeperWithStoppedClock("north");
        LeadershipKeeper south = keeper("south");
        north.beat();
        await().atMost(LEASE.plusSeconds(2)).until(() -> {
            south.beat();
            return south.leading();
        });

        assertThat(north.leading()).isTrue();
        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> {
                    north.fence();
                    sql.sql("insert into cohort (name) values ('stale')").update();
                }))
                .isInstanceOf(LeadershipLost.class);
        assertThat(sql.sql("select count(*) from cohort").query(Long.class).single())
                .isZero();
    }

    @Test
    void nobodyTakesOverWhileAFencedTransactionIsOpen() throws Exception {
        LeadershipKeeper north = keeper("north");
        LeadershipKeeper south = keeper("south");
        north.beat();
        CountDownLatch fenced = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        CompletableFuture<Void> write = CompletableFuture.runAsync(() -> transactions.executeWithoutResult(status -> {
            north.fence();
            fenced.countDown();
            awaitQuietly(commit);
        }));
        fenced.await();

        north.beat();
        assertThat(north.leading()).as("a renewal passes by").isTrue();
        await().until(() -> !north.leading());
        assertThatThrownBy(south::beat).as("waits, and gives up waiting").isNotNull();

        commit.countDown();
        write.get();
        south.beat();
        assertThat(south.leading()).isTrue();
    }

    @Test
    void asksForATransaction() {
        LeadershipKeeper north = keeper("north");
        north.beat();

        assertThatThrownBy(north::fence).isInstanceOf(IllegalStateException.class);
    }

    private LeadershipKeeper keeper(String holder) {
        return new LeadershipKeeper(row(), settings, holder, System::nanoTime);
    }

    private LeadershipKeeper keeperWithStoppedClock(String holder) {
        return new LeadershipKeeper(row(), settings, holder, stoppedClock::get);
    }

    private LeadershipRow row() {
        LeadershipConnection connection = LeadershipConnection.to(database, settings);
        connections.add(connection);
        return new LeadershipRow(connection.pool(), sql, settings);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
