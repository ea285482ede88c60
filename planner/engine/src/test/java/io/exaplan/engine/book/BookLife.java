package io.exaplan.engine.book;

import io.exaplan.engine.book.Insertion.Placed;
import io.exaplan.engine.kernel.Profile;
import io.exaplan.engine.model.BudgetFacts;
import io.exaplan.engine.model.Cut;
import io.exaplan.engine.model.DatasetFacts;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.model.Placement;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.ReservationFacts;
import io.exaplan.engine.model.RunFacts;
import io.exaplan.engine.model.WorkerShape;
import io.exaplan.engine.testing.RandomCity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Everything that can happen to a book, in any order; the same seed always tells the same story. */
final class BookLife {
    private static final int PARTITIONS = 3;

    private final RandomCity city;
    private final Random random;
    private final PlanBook book;
    private final Map<Integer, PartitionFacts> partitions = new TreeMap<>();
    private final Set<String> preempted = new HashSet<>();
    private List<Move> lastMoves = List.of();
    private int runs;

    BookLife(long seed) {
        city = new RandomCity(seed);
        random = city.random();
        PlanningProblem problem = city.problem(PARTITIONS, 6)
                .frozenUntil(random.nextInt(3) * 900L)
                .build();
        problem.partitions().forEach(partition -> partitions.put(partition.id(), partition));
        book = new PlanBook(problem);
    }

    PlanBook book() {
        return book;
    }

    List<Move> lastMoves() {
        return lastMoves;
    }

    /** Starts that no improvement may move. */
    Map<Long, Placement> frozenStarts() {
        long until = book.snapshot().frozenUntilSecond();
        Map<Long, Placement> frozen = book.placements();
        frozen.values().removeIf(placement -> placement.startSecond() >= until);
        return frozen;
    }

    /** Lets the next thing happen; says what it was. */
    String event() {
        lastMoves = List.of();
        return switch (random.nextInt(17)) {
            case 0, 1, 2, 3 -> insert();
            case 4 -> withdraw();
            case 5, 6, 7 -> start();
            case 8, 9 -> end();
            case 10 -> extend();
            case 11 -> changePartition();
            case 12 -> cut();
            case 13 -> reserve();
            case 14 -> account();
            case 15 -> data();
            default -> advance();
        };
    }

    /** Ends the runs that were told to end. */
    void endPreempted() {
        preempted.forEach(book::runEnded);
    }

    private String insert() {
        JobFacts job = city.job();
        Insertion answer = book.insert(job);
        if (answer instanceof Placed placed) {
            lastMoves = placed.moved();
            preempted.addAll(placed.preempted());
        }
        return "insert " + job + " -> " + answer;
    }

    private String withdraw() {
        List<JobFacts> jobs = book.snapshot().jobs();
        return jobs.isEmpty() ? "nothing" : noted(book.withdraw(any(jobs).id()), "withdraw");
    }

    private String start() {
        List<DueStart> due = book.due(book.nowSecond());
        if (due.isEmpty()) {
            return "nothing";
        }
        DueStart start = any(due);
        long end = book.expectedEndOf(start.job().id()).orElseThrow();
        if (end != Long.MAX_VALUE && random.nextInt(3) == 0) {
            end += random.nextInt(2000) - 500;
        }
        RunFacts run = new RunFacts(
                "r" + runs++,
                start.job(),
                start.placement(),
                end,
                nodes(start.placement().partition()));
        return noted(book.runStarted(run), "start " + run);
    }

    /** Some nodes of a partition, whether or not they would do: the book takes what it is told. */
    private Set<String> nodes(int partition) {
        Set<String> nodes = new HashSet<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            nodes.add("p%d-n%d".formatted(partition, random.nextInt(6)));
        }
        return nodes;
    }

    private String end() {
        List<RunFacts> held = book.snapshot().runs();
        return held.isEmpty() ? "nothing" : noted(book.runEnded(any(held).runId()), "end");
    }

    private String extend() {
        List<RunFacts> held = book.snapshot().runs();
        if (held.isEmpty()) {
            return "nothing";
        }
        long end = book.nowSecond() + random.nextInt(20_000);
        return noted(book.runExtended(any(held).runId(), end), "extend to " + end);
    }

    private String changePartition() {
        int id = 1 + random.nextInt(PARTITIONS);
        PartitionFacts known = partitions.get(id);
        if (random.nextInt(4) == 0) {
            return noted(book.partitionRemoved(id), "remove partition " + id);
        }
        return noted(book.partitionChanged(changed(known)), "change partition " + id);
    }

    private PartitionFacts changed(PartitionFacts known) {
        int lost = random.nextInt(3);
        long from = book.nowSecond() + random.nextInt(10_000);
        Profile devices = known.milliDevices().plus(from, Long.MAX_VALUE, -1000L * lost * known.devicesPerNode());
        Profile nodes = known.wholeNodes().plus(from, Long.MAX_VALUE, -lost);
        return new PartitionFacts(
                known.id(),
                known.key(),
                known.cluster(),
                known.acceleratorModel(),
                known.stack(),
                known.memoryGib(),
                known.peakTflops(),
                known.watts(),
                known.devicesPerNode(),
                known.nodeCpuMilli(),
                known.nodeMemoryMib(),
                known.largestRackNodes(),
                known.largestBlockNodes(),
                devices,
                nodes,
                random.nextBoolean() ? Set.of() : Set.of("p%d-n0".formatted(known.id())),
                known.tenants(),
                random.nextInt(5) > 0);
    }

    private String cut() {
        WorkerShape shape = new WorkerShape(random.nextBoolean() ? 8000 : 1000, 0, 0);
        long until = book.nowSecond() + random.nextInt(8000);
        Cut cut = new Cut(1 + random.nextInt(PARTITIONS), shape, 1 + random.nextInt(2), until);
        if (random.nextInt(4) == 0) {
            return noted(book.cutLifted(cut.partition(), shape, cut.workers()), "lift " + cut);
        }
        return noted(book.cutAdded(cut), "cut " + cut);
    }

    private String data() {
        List<DatasetFacts> datasets = book.snapshot().datasets().stream()
                .map(dataset -> random.nextBoolean() ? dataset : city.dataset(dataset.name(), PARTITIONS))
                .toList();
        return noted(book.datasetsChanged(datasets), "data " + datasets);
    }

    /** Other quotas, budgets and targets. */
    String account() {
        PlanningProblem world = book.snapshot();
        List<BudgetFacts> budgets = new ArrayList<>();
        for (BudgetFacts budget : world.budgets()) {
            double other = random.nextInt(3) == 0 ? city.pflopsDays() : budget.pflopsDays();
            budgets.add(
                    new BudgetFacts(budget.id(), budget.tenant(), budget.window(), other, budget.consumedPflopsDays()));
        }
        return noted(book.accountsChanged(world.tenants(), budgets, world.targets()), "account " + budgets);
    }

    private String reserve() {
        List<ReservationFacts> reservations = new ArrayList<>(book.snapshot().reservations());
        if (reservations.size() > 4 || (!reservations.isEmpty() && random.nextBoolean())) {
            reservations.remove(random.nextInt(reservations.size()));
        }
        if (random.nextInt(4) > 0) {
            reservations.add(city.reservation(1 + random.nextInt(PARTITIONS)));
        }
        return noted(book.reservationsChanged(reservations), "reserve " + reservations);
    }

    private String advance() {
        long second = book.nowSecond() + random.nextInt(5000);
        return noted(book.advance(second), "advance to " + second);
    }

    private String noted(BookChange change, String event) {
        lastMoves = new ArrayList<>(change.moves());
        return event;
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
