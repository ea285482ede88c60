package io.exaplan.server.web;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A request under a key. The key is used up in the transaction of the change itself, so either both are there or neither is,
 * whenever the server ends.
 */
final class KeyedRequest {

    private final IdempotencyKeys keys;
    private final RequestOwner owner;
    private final String key;
    private final byte[] hash;
    private final List<String> pending = new ArrayList<>();
    private boolean used;

    KeyedRequest(IdempotencyKeys keys, RequestOwner owner, String key, byte[] hash) {
        this.keys = keys;
        this.owner = owner;
        this.key = key;
        this.hash = hash.clone();
    }

    /** Keys belong to a token and to all that it was rotated to; in hand is one request of a key at a time. */
    record Id(long firstTokenId, String key) {}

    Id id() {
        return new Id(owner.firstTokenId(), key);
    }

    RequestOwner owner() {
        return owner;
    }

    String key() {
        return key;
    }

    boolean sameAs(IdempotencyKeys.Used earlier) {
        return earlier.requestHash().equals(ByteBuffer.wrap(hash));
    }

    /** Whether it changed something, for good. */
    boolean used() {
        return used;
    }

    void changed(String subject) {
        boolean first = pending.isEmpty();
        pending.add(subject);
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            use();
            committed();
        } else if (first) {
            TransactionSynchronizationManager.registerSynchronization(new WithTheChange());
        }
    }

    private void use() {
        if (used) {
            keys.add(id(), pending);
        } else if (!keys.use(id(), hash, pending)) {
            throw inProgress(key);
        }
    }

    private void committed() {
        used = true;
        pending.clear();
    }

    static Problem inProgress(String key) {
        return Problem.inProgress(
                "idempotency-key-in-progress",
                "A request with the Idempotency-Key (%s) is being worked on.\nSend it again in a second to have its answer."
                        .formatted(key));
    }

    private final class WithTheChange implements TransactionSynchronization {

        @Override
        public void beforeCommit(boolean readOnly) {
            use();
        }

        @Override
        public void afterCompletion(int status) {
            if (status == STATUS_COMMITTED) {
                committed();
            } else {
                pending.clear();
            }
        }
    }
}
