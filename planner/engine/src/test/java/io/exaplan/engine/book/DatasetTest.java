package io.exaplan.engine.book;

import static io.exaplan.engine.testing.JobBuilder.aJob;
import static io.exaplan.engine.testing.PartitionBuilder.aPartition;
import static io.exaplan.engine.testing.ProblemBuilder.aProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.model.DatasetFacts;
import io.exaplan.engine.model.Placement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DatasetTest {
    /** Two clusters alike; the corpus is in the south. */
    private final PlanBook book = new PlanBook(aProblem()
            .dataset(corpus(Set.of(1), Set.of()))
            .partition(aPartition("north/h800", 8).id(1))
            .partition(aPartition("south/h800", 8).id(2))
            .build());

    @Test
    void aJobStartsWhereItsDataIs() {
        book.insert(aJob(1).tenant(1).gang(1, 8).reads("corpus").build());
        book.insert(aJob(2).tenant(1).gang(1, 8).build());

        assertThat(book.placementOf(1)).contains(new Placement(2, 0, 1));
        assertThat(book.placementOf(2)).contains(new Placement(1, 0, 1));
    }

    @Test
    void dataIsBroughtRatherThanWaitedFor() {
        book.insert(aJob(1).tenant(1).gang(1, 8).reads("corpus").build());
        book.insert(aJob(2).tenant(1).gang(1, 8).reads("corpus").build());

        assertThat(book.placementOf(2)).contains(new Placement(1, 0, 1));
    }

    @Test
    void whoIsNotGrantedItsDataIsMisconfigured() {
        book.insert(aJob(1).tenant(2).reads("corpus").build());
        book.insert(aJob(2).tenant(1).reads("colour").build());

        assertThat(book.blockersOf(1)).extracting(Blocker::condition).containsExactly(Condition.MISCONFIGURED);
        assertThat(book.blockersOf(1))
                .extracting(Blocker::detail)
                .containsExactly("north/h800: its tenant may not read the dataset (corpus)");
        assertThat(book.blockersOf(2))
                .extracting(Blocker::detail)
                .containsExactly("north/h800: there is no dataset (colour)");
    }

    @Test
    void aGrantWithdrawnTakesTheStartAndOneGivenBringsIt() {
        book.insert(aJob(1).tenant(1).reads("corpus").build());

        book.datasetsChanged(List.of(corpus(Set.of(2), Set.of())));
        assertThat(book.placementOf(1)).isEmpty();

        book.datasetsChanged(List.of(corpus(Set.of(1), Set.of())));
        assertThat(book.placementOf(1)).contains(new Placement(2, 0, 1));
    }

    @Test
    void dataThatMayNotLeaveKeepsItsJobs() {
        book.insert(aJob(1).tenant(1).gang(1, 8).reads("corpus").build());
        book.insert(aJob(2).tenant(1).gang(1, 8).reads("corpus").build());

        BookChange change = book.datasetsChanged(List.of(corpus(Set.of(1), Set.of("south"))));

        assertThat(book.placementOf(2)).contains(new Placement(2, 3_600, 1));
        assertThat(change.moves()).hasSize(1);
    }

    @Test
    void aJobRunsOnlyOnTheClustersItNames() {
        book.insert(aJob(1).gang(1, 8).onClusters("south").build());
        book.insert(aJob(2).gang(1, 8).onClusters("south").build());
        book.insert(aJob(3).onClusters("west").build());

        assertThat(book.placementOf(2)).contains(new Placement(2, 3_600, 1));
        assertThat(book.blockersOf(3))
                .extracting(Blocker::condition)
                .containsExactly(Condition.NO_MATCHING_ACCELERATOR);
    }

    private static DatasetFacts corpus(Set<Integer> grants, Set<String> residency) {
        return new DatasetFacts("corpus", false, grants, residency, Set.of("south"), 500);
    }
}
