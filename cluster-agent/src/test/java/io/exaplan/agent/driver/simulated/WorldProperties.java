package io.exaplan.agent.driver.simulated;

import static io.exaplan.agent.driver.Specs.aRun;
import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.agent.driver.Specs;
import io.exaplan.contract.PlanClock;
import io.exaplan.contract.StopOrder;
import io.exaplan.contract.StopReason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class WorldProperties {

    private static final SimulationRules EVENTFUL =
            new SimulationRules(3, Duration.ofSeconds(5), Duration.ofSeconds(5), 2, 50, Duration.ofMinutes(10));

    @Property(tries = 100)
    void neverGivesADeviceAwayTwice(@ForAll long seed, @ForAll @IntRange(max = 60) int steps) {
        World world = World.of(Worlds.twoNodes(), EVENTFUL);

        live(world, seed, steps, () -> assertNothingIsOvercommitted(world.state()));
    }

    @Property(tries = 50)
    void isWhatItsJournalSaysAfterEveryLine(@ForAll long seed, @ForAll @IntRange(max = 40) int steps) {
        WorldState state = new WorldState();
        World.beginning(Worlds.twoNodes()).forEach(state::apply);
        List<WorldEvent> journal = new ArrayList<>(state.snapshot());
        World world = new World(state, event -> journal.add(throughJson(event)), EVENTFUL);

        live(world, seed, steps, () -> assertThat(replay(journal).snapshot()).isEqualTo(state.snapshot()));
    }

    @Property(tries = 50)
    void isTheSameAfterCompaction(@ForAll long seed, @ForAll @IntRange(max = 40) int steps) {
        World world = World.of(Worlds.twoNodes(), EVENTFUL);
        live(world, seed, steps, () -> {});

        World compacted = new World(replay(world.state().snapshot()), EventLog.NONE, EVENTFUL);

        Instant later = Worlds.WALL.plus(Duration.ofMinutes(10));
        world.advance(later);
        compacted.advance(later);
        assertThat(compacted.state().snapshot()).isEqualTo(world.state().snapshot());
    }

    @Property(tries = 3)
    void losesTheTornLineOnlyWhereverTheWritingBroke(@ForAll long seed) throws IOException {
        ByteArrayOutputStream journal = new ByteArrayOutputStream();
        List<Integer> ends = new ArrayList<>();
        World world = new World(new WorldState(), event -> {}, EVENTFUL);
        WorldState state = new WorldState();
        List<List<WorldEvent>> after = new ArrayList<>(List.of(state.snapshot()));
        EventLog log = event -> {
            journal.writeBytes(JournalLine.write(event));
            ends.add(journal.size());
            state.apply(event);
            after.add(state.snapshot());
        };
        World.beginning(Worlds.twoNodes()).forEach(event -> {
            log.append(event);
            world.state().apply(event);
        });
        live(new World(world.state(), log, EVENTFUL), seed, 4, () -> {});

        byte[] whole = journal.toByteArray();
        for (int length = 0; length <= whole.length; length++) {
            int bytes = length;
            int complete = (int) ends.stream().filter(end -> end <= bytes).count();

            WorldState replayed = new WorldState();
            ByteArrayInputStream torn = new ByteArrayInputStream(whole, 0, length);
            long good = JournalReader.read(Path.of("journal"), torn, replayed::apply)
                    .bytes();

            assertThat(good).isEqualTo(complete == 0 ? 0 : ends.get(complete - 1));
            assertThat(replayed.snapshot()).isEqualTo(after.get(complete));
        }
    }

    /** A life of orders, mishaps and time, drawn from the seed. */
    private static void live(World world, long seed, int steps, Runnable check) {
        Random random = new Random(seed);
        Instant wall = Worlds.WALL;
        world.follow(new PlanClock(Worlds.PLAN, 60), wall);
        for (int step = 0; step < steps; step++) {
            wall = wall.plusMillis(random.nextInt(4_000));
            String run = "r" + random.nextInt(12);
            String node = "n" + (1 + random.nextInt(2));
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3, 4 -> world.hold(drawn(run, random).build(), wall);
                case 5 -> world.stop(new StopOrder(run, StopReason.CANCELLED, random.nextInt(20)), wall);
                case 6 -> world.forget(List.of(run));
                case 7 -> world.control(new ControlCommand.FailNode(node), wall, wall);
                case 8 -> world.control(new ControlCommand.RestoreNode(node), wall, wall);
                default -> world.follow(new PlanClock(Worlds.PLAN.plusSeconds(random.nextInt(900)), 60), wall);
            }
            world.advance(wall);
            check.run();
        }
    }

    private static Specs drawn(String run, Random random) {
        Specs spec = aRun(run).generation(1 + random.nextInt(3)).milli(1 + random.nextInt(1000));
        for (int worker = 0; worker <= random.nextInt(3); worker++) {
            spec.on("n" + (1 + random.nextInt(2)), random.nextInt(4));
        }
        return random.nextBoolean() ? spec.lasting(random.nextInt(300)) : spec;
    }

    private static void assertNothingIsOvercommitted(WorldState state) {
        Map<String, Integer> used = new HashMap<>();
        for (LiveRun run : state.live()) {
            if (run.placed()) {
                run.spec()
                        .workers()
                        .forEach(worker -> worker.devices()
                                .forEach(device -> used.merge(
                                        worker.node() + "/" + device, worker.milliPerDevice(), Integer::sum)));
            }
        }
        assertThat(used.values()).allSatisfy(milli -> assertThat(milli).isLessThanOrEqualTo(1000));
        for (String name : state.floor().names()) {
            NodeRoom room = state.floor().room(name).orElseThrow();
            for (int device = 0; device < 4; device++) {
                assertThat(room.freeMilli(device)).isEqualTo(1000 - used.getOrDefault(name + "/" + device, 0));
            }
            assertThat(room.freeCpuMilli()).isNotNegative();
            assertThat(room.freeMemoryMib()).isNotNegative();
        }
    }

    private static WorldState replay(List<WorldEvent> events) {
        WorldState state = new WorldState();
        events.forEach(state::apply);
        return state;
    }

    private static WorldEvent throughJson(WorldEvent event) {
        byte[] line = JournalLine.write(event);
        return JournalLine.read(Arrays.copyOf(line, line.length - 1)).orElseThrow();
    }
}
