package io.exaplan.server.planning;

import io.exaplan.server.time.PlanTime;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The plan as a follower sees it: a book made from the database when somebody asks, and again once it is old. Read only. */
@Component
class FollowerBook {
    private static final Duration OLD = Duration.ofSeconds(5);

    private final BookReader reader;
    private final JobIntake intake;
    private final PlanTime planTime;
    private @Nullable BookState state;
    private long madeNanos;

    FollowerBook(BookReader reader, JobIntake intake, PlanTime planTime) {
        this.reader = reader;
        this.intake = intake;
        this.planTime = planTime;
    }

    /** Reads the book; one reader at a time, as a book has no room for two. */
    synchronized <T> T read(Function<BookState, T> question) {
        BookState current = state;
        if (current == null || System.nanoTime() - madeNanos > OLD.toNanos()) {
            current = new BookOpening(intake).open(reader.read()).state();
            state = current;
            madeNanos = System.nanoTime();
        }
        current.book().advance(planTime.now().getEpochSecond());
        return question.apply(current);
    }
}
