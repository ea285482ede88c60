package io.exaplan.server.planning;

import io.exaplan.server.web.Problem;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Asks the plan on any replica. The leader asks its book; a follower makes a book of its own from the database, which is the
 * same plan, and keeps it for a few seconds.
 */
@Component
final class BookQuestions {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PlanningLoop loop;
    private final LeadershipKeeper leadership;
    private final FollowerBook followerBook;

    BookQuestions(PlanningLoop loop, LeadershipKeeper leadership, FollowerBook followerBook) {
        this.loop = loop;
        this.leadership = leadership;
        this.followerBook = followerBook;
    }

    /** The answer of the book's thread; the question changes nothing and is quick. */
    <T> T ask(Function<BookState, T> question) {
        return leadership.leading() ? asked(question) : followerBook.read(question);
    }

    private <T> T asked(Function<BookState, T> question) {
        CompletableFuture<T> answer = loop.ask(live -> question.apply(live.state()));
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        } catch (ExecutionException | TimeoutException e) {
            throw unavailable();
        }
    }

    private static Problem unavailable() {
        return Problem.unavailable("The plan is being taken over by another replica.\nMaybe ask again in a moment.", 2);
    }
}
