package io.exaplan.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.exaplan.server.ServerTest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@ServerTest
class ChangesTest {

    record KettleBoiled(int kettle) implements Change {}

    private final Changes changes;
    private final TransactionTemplate transactions;
    private final JdbcConnectionDetails database;
    private final JsonMapper json;

    ChangesTest(Changes changes, TransactionTemplate transactions, JdbcConnectionDetails database, JsonMapper json) {
        this.changes = changes;
        this.transactions = transactions;
        this.database = database;
        this.json = json;
    }

    @Test
    void tellsOfACommittedTransactionOnly() {
        List<KettleBoiled> heard = new CopyOnWriteArrayList<>();

        try (var _ = changes.subscribe(KettleBoiled.class, heard::add)) {
            transactions.executeWithoutResult(status -> {
                changes.publishAfterCommit(new KettleBoiled(1));
                status.setRollbackOnly();
            });
            transactions.executeWithoutResult(status -> changes.publishAfterCommit(new KettleBoiled(2)));

            await().untilAsserted(() -> assertThat(heard).containsExactly(new KettleBoiled(2)));
        }
    }

    @Test
    void tellsOtherReplicasToo() {
        List<KettleBoiled> heard = new CopyOnWriteArrayList<>();
        Changes replica = new Changes(json, new ChangeChannel(database));
        replica.start();

        try (var _ = replica.subscribe(KettleBoiled.class, heard::add)) {
            await().untilAsserted(() -> {
                changes.publishAfterCommit(new KettleBoiled(3));
                assertThat(heard).contains(new KettleBoiled(3));
            });
        } finally {
            replica.stop();
        }
    }
}
