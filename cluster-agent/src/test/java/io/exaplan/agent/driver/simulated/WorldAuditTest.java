package io.exaplan.agent.driver.simulated;

import static io.exaplan.agent.driver.Specs.aRun;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorldAuditTest {

    private final Worlds north = Worlds.ofTwoNodes();
    private final Worlds south = Worlds.ofTwoNodes();

    @Test
    void countsRunsAndJobs() {
        north.hold(aRun("r1").ofJob(1).on("n1", 0).lasting(60));
        north.hold(aRun("r2").ofJob(2).on("n1", 1));
        south.after(3600).hold(aRun("r3").ofJob(1).on("n1", 0));

        WorldAudit audit = audit(north.after(3600), south);

        assertThat(audit).isEqualTo(new WorldAudit(2, 3, 2, 0, 0, 2, java.util.List.of()));
    }

    @Test
    void findsTwoRunsOfOneJobAliveTogether() {
        north.hold(aRun("r1").ofJob(1).on("n1", 0));
        south.after(60).hold(aRun("r2").ofJob(1).on("n1", 0));

        WorldAudit audit = audit(north, south);

        assertThat(audit.runsDoubled()).isEqualTo(1);
        assertThat(audit.findings())
                .containsExactly(
                        "Job 1: run r2 was created in south at 2026-03-01T08:00:01Z while run r1 was alive in north.");
    }

    @Test
    void letsARunFollowAnother() {
        north.hold(aRun("r1").ofJob(1).on("n1", 0).lasting(50));
        // the first ends at plan second 60, one wall second after its creation
        south.after(60).hold(aRun("r2").ofJob(1).on("n1", 0));

        assertThat(audit(north.after(3600), south).runsDoubled()).isZero();
    }

    @Test
    void findsARunThatEndedUnseenBeforeItsFollower() {
        north.hold(aRun("r1").ofJob(1).on("n1", 0).lasting(50));
        south.after(61).hold(aRun("r2").ofJob(1).on("n1", 0));

        // nobody looked at the northern world for a day: its run ended in time all the same
        assertThat(audit(north.after(86_400), south).runsDoubled()).isZero();
    }

    @Test
    void findsARunCreatedInTwoWorlds() {
        north.hold(aRun("r1").ofJob(1).on("n1", 0));
        south.hold(aRun("r1").ofJob(1).on("n1", 0));

        WorldAudit audit = audit(north, south);

        assertThat(audit.runsDoubled()).isEqualTo(1);
        assertThat(audit.findings()).containsExactly("Run r1 was created in north and again in south.");
    }

    @Test
    void findsARunCreatedTwiceInOneWorld() {
        north.hold(aRun("r1").ofJob(1).on("n1", 0));
        Moment now = new Moment(Worlds.WALL, Worlds.PLAN);
        north.world
                .state()
                .apply(new WorldEvent.RunCreated(aRun("r1").on("n1", 1).build(), now));

        WorldAudit audit = audit(north, south);

        assertThat(audit.runsCreated()).isEqualTo(2);
        assertThat(audit.runsDoubled()).isEqualTo(1);
    }

    @Test
    void countsTheOrphansThatAreStillAlive() {
        north.hold(aRun("r1").ofJob(1).on("n1", 0));
        north.hold(aRun("r2").ofJob(2).on("n1", 1).lasting(10));
        north.world.markOrphans(Set.of("r1", "r2"));

        assertThat(audit(north.after(3600), south).orphans()).isEqualTo(1);
    }

    private static WorldAudit audit(Worlds north, Worlds south) {
        Map<String, WorldState> worlds = new java.util.LinkedHashMap<>();
        worlds.put("north", north.world.state());
        worlds.put("south", south.world.state());
        return WorldAudit.of(worlds);
    }
}
