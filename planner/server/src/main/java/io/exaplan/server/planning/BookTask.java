package io.exaplan.server.planning;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A question to the book, answered on the planning thread; whoever asked waits for the future. */
record BookTask<T>(Function<LiveBook, T> question, CompletableFuture<T> answer) {

    static <T> BookTask<T> of(Function<LiveBook, T> question) {
        return new BookTask<>(question, new CompletableFuture<>());
    }

    /**
     * Answers it. A question that fails is its asker's trouble and does not end the loop, unless it changed the book:
     * such a one throws {@link BookSpoilt}.
     */
    void run(LiveBook book) {
        try {
            answer.complete(question.apply(book));
        } catch (BookSpoilt | LeadershipLost e) {
            answer.completeExceptionally(e);
            throw e;
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    void refuse(RuntimeException why) {
        answer.completeExceptionally(why);
    }
}
