package io.exaplan.engine.replay.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReadersTest {
    private static final String ITP = "job_id,submission_time,duration,num_gpu\n";

    @TempDir
    private Path folder;

    @Test
    void readsAJobOfTheStandardWorkloadFormat() throws IOException {
        QueueLog log = swf("; a comment\n\n 7 100 3 60 4 -1 -1 8 90 -1 1 12 -1 -1 -1 -1 -1 -1\n");

        assertThat(log.jobs()).containsExactly(new LoggedJob("7", 0, 100, 60, 90, 8));
        assertThat(log.tenants()).containsExactly("12");
    }

    @Test
    void sortsJobsByNumber() throws IOException {
        QueueLog log = swf("""
                2 50 -1 60 4 -1 -1 -1 -1 -1 1 1 -1 -1 -1 -1 -1 -1
                1 70 -1 60 4 -1 -1 -1 -1 -1 1 1 -1 -1 -1 -1 -1 -1
                """);

        assertThat(log.jobs()).extracting(LoggedJob::id).containsExactly("1", "2");
    }

    @Test
    void leavesOutAJobThatNeverRanAndSaysWhere() throws IOException {
        QueueLog log = swf("; a comment\n3 100 -1 0 4 -1 -1 -1 -1 -1 0 1 -1 -1 -1 -1 -1 -1\n");

        assertThat(log.jobs()).isEmpty();
        assertThat(log.leftOut()).singleElement().asString().contains("line 2", "job 3 never ran");
    }

    @Test
    void tellsAllBadLinesByTheirNumber() {
        assertThatThrownBy(() -> swf("1 2 3\n; fine\n2 x -1 60 4 -1 -1 -1 -1 -1 1 1 -1 -1 -1 -1 -1 -1\n"))
                .isInstanceOf(BadLogException.class)
                .hasMessageContaining("log, line 1: 3 fields")
                .hasMessageContaining("log, line 3: The submit time is (x)");
    }

    @Test
    void readsALogThatIsNoFileAndTellsItsLinesByTheirNumbers() {
        String job = "1 0 -1 60 4 -1 -1 -1 -1 -1 1 1 -1 -1 -1 -1 -1 -1\n";

        assertThat(new SwfReader().read("; a comment\n" + job).jobs())
                .containsExactly(new LoggedJob("1", 0, 0, 60, 0, 4));
        assertThatThrownBy(() -> new SwfReader().read(job + "2 3\n"))
                .isInstanceOfSatisfying(
                        BadLogException.class,
                        bad -> assertThat(bad.lines())
                                .containsExactly(new BadLogException.BadLine(
                                        "", 2, "2 3", "2 fields, where the format has 18.")))
                .hasMessage("line 2: 2 fields, where the format has 18.");
    }

    @Test
    void aLogWithoutAJobIsNone() throws IOException {
        Path full = write("full.csv", ITP + "a,30,600,8\n");
        Path empty = write("empty.csv", "");

        assertThatThrownBy(() -> swf("")).hasMessageEndingWith("log, line 1: There is nothing in it.");
        assertThatThrownBy(() -> swf("; a comment\n")).hasMessageEndingWith("log, line 1: There is no job in the log.");
        assertThatThrownBy(() -> new ItpReader().read(List.of(full, empty)))
                .hasMessageEndingWith("empty.csv, line 1: There is nothing in it.");
    }

    @Test
    void numbersThatNobodyMeansAreRefusedAndCostNothing() {
        for (String number : List.of("1e999999999", "1e-999999999", "9".repeat(100_000), "4000000000")) {
            String line = "1 0 -1 %s 4 -1 -1 -1 -1 -1 1 1 -1 -1 -1 -1 -1 -1\n".formatted(number);

            assertThatThrownBy(() -> new SwfReader().read(line))
                    .isInstanceOf(BadLogException.class)
                    .satisfies(bad -> assertThat(bad.getMessage()).hasSizeLessThan(200));
        }
    }

    @Test
    void readsEachItpFileAsATenantOnCommonTime() throws IOException {
        Path one = write("one.csv", ITP + "a,30,600,8\nb,50,60,1\n");
        Path two = write("two.csv", "num_gpu,job_id,submission_time,duration\n2,c,40,70\n");

        QueueLog log = new ItpReader().read(List.of(one, two));

        assertThat(log.tenants()).containsExactly("one", "two");
        assertThat(log.jobs())
                .containsExactly(
                        new LoggedJob("a", 0, 30, 600, 0, 8),
                        new LoggedJob("c", 1, 40, 70, 0, 2),
                        new LoggedJob("b", 0, 50, 60, 0, 1));
    }

    @Test
    void tellsABadItpLineByItsNumber() throws IOException {
        Path file = write("one.csv", ITP + "a,30,600,8\nb,50,sixty,1\n");

        assertThatThrownBy(() -> new ItpReader().read(List.of(file)))
                .isInstanceOf(BadLogException.class)
                .hasMessageContaining("one.csv, line 3: duration is (sixty)");
    }

    @Test
    void tellsAMissingColumn() throws IOException {
        Path file = write("one.csv", "job_id,submission_time,duration\na,30,600\n");

        assertThatThrownBy(() -> new ItpReader().read(List.of(file)))
                .isInstanceOf(BadLogException.class)
                .hasMessageContaining("line 1: There is no column num_gpu");
    }

    private QueueLog swf(String text) throws IOException {
        return new SwfReader().read(List.of(write("log", text)));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
