package io.exaplan.server.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.kernel.TimeWindow;
import io.exaplan.engine.model.AcceleratorDemand;
import io.exaplan.engine.model.BudgetFacts;
import io.exaplan.engine.model.Cut;
import io.exaplan.engine.model.DatasetFacts;
import io.exaplan.engine.model.Deadline;
import io.exaplan.engine.model.Fabric;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.PlanningSettings;
import io.exaplan.engine.model.ReservationFacts;
import io.exaplan.engine.model.RunFacts;
import io.exaplan.engine.model.TargetFacts;
import io.exaplan.engine.model.TenantFacts;
import io.exaplan.engine.model.Width;
import io.exaplan.engine.model.Work;
import io.exaplan.engine.model.WorkKind;
import io.exaplan.engine.model.WorkerShape;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class ProblemJsonTest {

    @Test
    void readsWhatItWrote() {
        PlanningProblem problem = problem();

        assertThat(ProblemJson.read(ProblemJson.write(problem))).isEqualTo(problem);
    }

    @Test
    void writesEqualProblemsAsEqualBytes() {
        assertThat(ProblemJson.write(ProblemJson.read(ProblemJson.write(problem()))))
                .isEqualTo(ProblemJson.write(problem()));
    }

    @Test
    void refusesAPropertyItDoesNotKnowAndNamesIt() {
        String json = new String(ProblemJson.write(problem()), StandardCharsets.UTF_8)
                .replaceFirst("\\{", "{\"colour\": \"blue\", ");

        assertThatThrownBy(() -> ProblemJson.read(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JacksonException.class)
                .hasMessageContaining("colour");
    }

    @Test
    void readsReceiptsFromBeforeThereWereReservations() {
        String before = new String(ProblemJson.write(problem()), StandardCharsets.UTF_8)
                .replaceAll(",\"(reservations|budgets|datasets|targets)\":\\[[^\\]]*\\]", "")
                .replaceAll(",\"facts\":\\{[^}]*\\}", "")
                .replaceAll(",\"data\":\\{[^}]*\\}", "");

        PlanningProblem read = ProblemJson.read(before.getBytes(StandardCharsets.UTF_8));

        assertThat(before).doesNotContain("reservations", "\"data\"");
        assertThat(read).isEqualTo(problem());
    }

    @Test
    void keepsWhatIsReservedBudgetedAndPromised() {
        TimeWindow march = new TimeWindow(0, 2_678_400);
        PlanningProblem problem = problem()
                .withFacts(
                        List.of(
                                new ReservationFacts("closed", 7, null, 500, 0, List.of(march)),
                                new ReservationFacts(
                                        "kept", 7, 3, 0, 2, List.of(march, new TimeWindow(9, Long.MAX_VALUE)))),
                        List.of(new BudgetFacts("march", 3, march, 120.5, 7.25)),
                        List.of(new DatasetFacts("corpus", false, Set.of(3), Set.of("north"), Set.of("north"), 80.5)),
                        List.of(
                                new TargetFacts("mine", 3, "", march, 2.5, 0),
                                new TargetFacts("ours", null, "health", march, 10, 1.5)));

        assertThat(ProblemJson.read(ProblemJson.write(problem))).isEqualTo(problem);
    }

    private static PlanningProblem problem() {
        JobFacts fixed = job(1, WorkKind.TRAINING, new Work.Fixed(3600), Width.rigid(2));
        JobFacts sized = job(
                2,
                WorkKind.TRAINING,
                new Work.ByModel(Map.of("H800", 60L, "A800", 90L)),
                new Width(1, 2, List.of(1.0, 1.9)));
        JobFacts service = job(
                3, WorkKind.INFERENCE, new Work.Service(Collections.nCopies(24, 2), Long.MAX_VALUE), Width.rigid(1));
        return new PlanningProblem(
                100,
                10_000,
                200,
                ZoneId.of("Asia/Shanghai"),
                List.of(new PartitionFacts(
                        7,
                        "north/h800",
                        "north",
                        "H800",
                        "CUDA",
                        80,
                        OptionalDouble.empty(),
                        OptionalDouble.of(700),
                        8,
                        1,
                        1,
                        4,
                        4,
                        Profile.constant(32_000).plus(500, 900, -8000),
                        Profile.constant(4),
                        Set.of("north-2", "north-1"),
                        Set.of(9, 3, 5),
                        true)),
                List.of(new TenantFacts(3, "a tenant", "", Double.POSITIVE_INFINITY, 0.5, Double.POSITIVE_INFINITY, 1)),
                List.of(fixed, sized),
                List.of(new RunFacts("a-run", service, new Placement(7, 50, 1), Long.MAX_VALUE, Set.of("n2", "n1"))),
                List.of(new Cut(7, new WorkerShape(500, 0, 0), 1, 300)),
                Map.of(1L, new Placement(7, 150, 2)),
                PlanningSettings.defaults());
    }

    private static JobFacts job(long id, WorkKind kind, Work work, Width width) {
        return new JobFacts(
                id,
                "job " + id,
                3,
                kind,
                new WorkerShape(8000, 1, 1),
                width,
                new AcceleratorDemand(Set.of("H800", "A800"), Set.of("CUDA"), 40),
                new Fabric(Fabric.Domain.RACK, true),
                work,
                90,
                95,
                id == 1 ? new Deadline(9_000, true) : null,
                1,
                2.5,
                true,
                60);
    }
}
