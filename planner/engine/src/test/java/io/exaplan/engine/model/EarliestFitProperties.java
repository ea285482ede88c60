package io.exaplan.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.exaplan.engine.model.EarliestFit.Fit;
import io.exaplan.engine.testing.RandomCity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class EarliestFitProperties {
    private static final long HOUR = 3600;

    @Property(tries = 300)
    void noStartEndsSooner(@ForAll long seed) {
        RandomCity city = new RandomCity(seed);
        PlanningProblem problem = city.problem(3, 0).build();
        List<Room> rooms = new ArrayList<>();
        CityHours hours = CityHours.of(problem);
        for (PartitionFacts partition : problem.partitions()) {
            rooms.add(filled(Room.empty(partition), city, hours));
        }
        JobFacts job = city.job();

        Optional<Fit> found = new EarliestFit(job, hours, 0, problem.horizonSecond())
                .among(rooms)
                .best();

        assertThat(found.map(Fit::endSecond)).isEqualTo(byBruteForce(job, rooms, hours, problem.horizonSecond()));
        found.ifPresent(fit -> {
            Room room = roomOf(rooms, fit.placement());
            assertThat(room.holds(Footprint.of(job, fit.placement(), room.partition(), hours)))
                    .isTrue();
            assertThat(new StartRules(0, problem.horizonSecond()).allow(job, fit.placement(), room))
                    .isTrue();
        });
    }

    private static Room filled(Room empty, RandomCity city, CityHours hours) {
        Room room = empty;
        for (int i = 0; i < 8; i++) {
            JobFacts job = city.job();
            Optional<Fit> fit =
                    new EarliestFit(job, hours, 0, hours.untilSecond()).in(room).best();
            if (fit.isPresent()) {
                room = room.minus(Footprint.of(job, fit.get().placement(), room.partition(), hours));
            }
        }
        return room;
    }

    private static Optional<Long> byBruteForce(JobFacts job, List<Room> rooms, CityHours hours, long horizon) {
        StartRules rules = new StartRules(0, horizon);
        List<Long> ends = new ArrayList<>();
        for (Room room : rooms) {
            for (int workers : job.width().steps()) {
                for (long start : startsWorthTrying(job, room, horizon)) {
                    Placement placement = new Placement(room.partition().id(), start, workers);
                    if (rules.allow(job, placement, room)
                            && room.holds(Footprint.of(job, placement, room.partition(), hours))) {
                        ends.add(job.endSecond(placement, room.partition()));
                        break;
                    }
                }
            }
        }
        return ends.stream().min(Comparator.naturalOrder());
    }

    /** Where something changes: on the partition, on the clock, or for the job. Nothing between can be the earliest. */
    private static SortedSet<Long> startsWorthTrying(JobFacts job, Room room, long horizon) {
        SortedSet<Long> starts = new TreeSet<>();
        for (long hour = 0; hour <= horizon; hour += HOUR) {
            starts.add(hour);
        }
        starts.add(job.earliestStartSecond());
        room.milliDevices().steps().forEach(step -> starts.add(step.fromSecond()));
        room.wholeNodes().steps().forEach(step -> starts.add(step.fromSecond()));
        return starts;
    }

    private static Room roomOf(List<Room> rooms, Placement placement) {
        return rooms.stream()
                .filter(room -> room.partition().id() == placement.partition())
                .findFirst()
                .orElseThrow();
    }
}
