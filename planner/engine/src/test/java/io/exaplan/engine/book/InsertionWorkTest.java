package io.exaplan.engine.book;

import static io.exaplan.engine.testing.JobBuilder.aJob;
import static io.exaplan.engine.testing.PartitionBuilder.aPartition;
import static io.exaplan.engine.testing.ProblemBuilder.aProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.model.Room;
import io.exaplan.engine.testing.ProblemBuilder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What an insertion costs, counted and not timed. */
class InsertionWorkTest {
    private static final int PARTITIONS = 100;
    private static final int JOBS = 2_000;

    @Test
    void anInsertionTouchesOnePartitionOfAHundred() {
        PlanBook book = fullBook();
        List<Room> before = book.rooms();

        book.insert(aJob(JOBS + 1).gang(1, 4).build());

        List<Room> after = book.rooms();
        int touched = 0;
        for (int i = 0; i < PARTITIONS; i++) {
            touched += before.get(i).equals(after.get(i)) ? 0 : 1;
        }
        assertThat(touched).isEqualTo(1);
    }

    @Test
    void aProfileHasAtMostTwoStepsForEachJob() {
        PlanBook book = fullBook();

        int steps = book.rooms().stream()
                .mapToInt(room -> room.milliDevices().stepCount())
                .sum();

        assertThat(book.placements()).hasSize(JOBS);
        assertThat(steps).isLessThanOrEqualTo(2 * JOBS);
    }

    private static PlanBook fullBook() {
        ProblemBuilder problem = aProblem();
        for (int id = 1; id <= PARTITIONS; id++) {
            problem.partition(aPartition("city/p" + id, 16).id(id));
        }
        PlanBook book = new PlanBook(problem.build());
        Random random = new Random(1);
        for (int id = 1; id <= JOBS; id++) {
            book.insert(aJob(id).gang(1, 1 + random.nextInt(8))
                    .seconds(600 + random.nextInt(20_000))
                    .build());
        }
        return book;
    }
}
