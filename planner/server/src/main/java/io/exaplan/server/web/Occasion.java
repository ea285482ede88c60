package io.exaplan.server.web;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The request a thread works on, as far as whoever records its changes must know: whose it is, why it was sent, and who wants to
 * hear what it changed. What the planner does by itself has none.
 */
public final class Occasion {

    private static final ScopedValue<Occasion> CURRENT = ScopedValue.newInstance();

    private final @Nullable RequestOwner owner;
    private final @Nullable String reason;
    private final Consumer<String> listener;

    Occasion(@Nullable RequestOwner owner, @Nullable String reason, Consumer<String> listener) {
        this.owner = owner;
        this.reason = reason;
        this.listener = listener;
    }

    /** The one of this thread. */
    public static Optional<Occasion> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** Whose it is; empty when its sender showed no token. */
    public Optional<RequestOwner> owner() {
        return Optional.ofNullable(owner);
    }

    /** Why the request was sent, as its sender says. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    /** Something was changed, in the transaction of this thread. */
    public void changed(String subject) {
        listener.accept(subject);
    }

    <T> T during(Callable<T> work) throws Exception {
        return ScopedValue.where(CURRENT, this).call(work::call);
    }
}
