package io.exaplan.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.server.inventory.ReportedNode.End;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlausibilityTest {
    private static final ReportedNode GOOD =
            new ReportedNode("n1", "H800", 8, List.of(3), 1000, List.of(), 64_000, 512_000, "b1", "r1", true, false);

    private final Plausibility plausibility = new Plausibility(TestInventory.SETTINGS);

    @Test
    void believesAnOrdinaryNode() {
        assertThat(plausibility.problemOf(GOOD)).isNull();
    }

    @Test
    void doubtsWhatCannotBeTrue() {
        assertThat(plausibility.problemOf(TestInventory.node("n1", -8))).contains("nominalDevices is -8");
        assertThat(plausibility.problemOf(TestInventory.node("n1", 100_000))).contains("1 to 64 are allowed");
        assertThat(plausibility.problemOf(unhealthy(8))).contains("device 8 of a node with 8 devices");
        assertThat(plausibility.problemOf(unhealthy(-1))).contains("device -1");
        assertThat(plausibility.problemOf(unhealthy(1, 1))).contains("twice");
        assertThat(plausibility.problemOf(sizes(-1, 0, 0))).contains("foreignMilliDevices is -1");
        assertThat(plausibility.problemOf(sizes(9_000, 0, 0))).contains("0 to 8000 are allowed");
        assertThat(plausibility.problemOf(sizes(0, -5, 0))).contains("cpuMilli is -5");
        assertThat(plausibility.problemOf(sizes(0, 0, Long.MAX_VALUE))).contains("memoryMib is");
    }

    @Test
    void namesEveryProblemAtOnce() {
        ReportedNode node = new ReportedNode("n", "", 8, List.of(9), -1, List.of(), -1, 0, null, null, true, false);

        assertThat(plausibility.problemOf(node))
                .contains("acceleratorModel is missing")
                .contains("device 9")
                .contains("foreignMilliDevices")
                .contains("cpuMilli");
    }

    @Test
    void doubtsNamesThatCannotBeShown() {
        assertThat(plausibility.problemOf(TestInventory.node("x".repeat(10_000_000), 8)))
                .contains("10000000 characters")
                .hasSizeLessThan(300);
        assertThat(plausibility.problemOf(TestInventory.node("a\u0000b", 8))).contains("cannot be in a name");
        assertThat(plausibility.problemOf(TestInventory.node(null, 8))).contains("name is missing");
    }

    @Test
    void doubtsEndsOfForeignWorkThatCannotBeTrue() {
        Instant at = Instant.parse("2026-03-01T12:00:00Z");

        assertThat(plausibility.problemOf(leaving(new End(at, 1000), new End(at, 2000))))
                .isNull();
        assertThat(plausibility.problemOf(leaving(new End(at, 1000), new End(at, 2001))))
                .contains("foreignEnds[1].milliDevices is 2001, 1 to 2000 are allowed");
        assertThat(plausibility.problemOf(leaving(new End(at, Long.MAX_VALUE), new End(at, 1))))
                .contains("foreignEnds[0].milliDevices is", "foreignEnds[1].milliDevices is 1");
        assertThat(plausibility.problemOf(leaving(new End(at, -1), new End(at, 0))))
                .contains("foreignEnds[0].milliDevices is -1", "foreignEnds[1].milliDevices is 0");
        assertThat(plausibility.problemOf(leaving(new End(null, 1)))).contains("foreignEnds[0].at is missing");
        assertThat(plausibility.problemOf(leaving(new End(Instant.MAX, 1), new End(Instant.MIN, 1))))
                .contains("foreignEnds[0].at is +1000000000", "foreignEnds[1].at is -1000000000");
        assertThat(plausibility.problemOf(
                        leaving(Collections.nCopies(11, new End(at, 1)).toArray(End[]::new))))
                .contains("foreignEnds has 11 entries, at most 10 are allowed");
    }

    private static ReportedNode leaving(End... ends) {
        return new ReportedNode("n1", "H800", 8, List.of(), 3000, List.of(ends), 1, 1, null, null, true, false);
    }

    private static ReportedNode unhealthy(Integer... devices) {
        return new ReportedNode("n1", "H800", 8, List.of(devices), 0, List.of(), 1, 1, null, null, true, false);
    }

    private static ReportedNode sizes(long foreign, long cpu, long memory) {
        return new ReportedNode("n1", "H800", 8, List.of(), foreign, List.of(), cpu, memory, null, null, true, false);
    }
}
