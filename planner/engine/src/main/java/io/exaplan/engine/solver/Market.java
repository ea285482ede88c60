package io.exaplan.engine.solver;

import io.exaplan.engine.model.Deadline;
import io.exaplan.engine.model.Footprint;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.PlanningProblem;
import io.exaplan.engine.model.Prices;
import io.exaplan.engine.model.Room;
import io.exaplan.engine.solver.EligiblePartitions.OnModel;
import io.exaplan.engine.solver.ShadowPrices.Option;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How scarce each accelerator model is for the jobs of a problem, from its now to its horizon. */
final class Market {
    /** Passes over the jobs that make good prices; a tight bound takes more. */
    static final int PASSES = 300;

    /** No model is cheaper for the order of jobs than this share of what they earn for a device-second on average. */
    private static final double LEAST_PRICE = 0.02;

    /**
     * Large gangs go first among jobs that earn about the same: what they leave, small ones fill; not the other way
     * round. Measured on shared/data/city: 0 places 94.0% of the bound, 0.2 to 0.5 place 95.7 to 95.8% (DESIGN.md).
     */
    private static final double GANG_FIRST = 0.35;

    private final PlanningProblem problem;
    private final TargetBonus bonus;
    private final long window;
    private final Map<String, Integer> models = new TreeMap<>();
    private final ShadowPrices.Result result;
    private final Prices prices;
    private final double leastPrice;

    /** A job with the partitions it may run on. */
    record Asking(JobFacts job, EligiblePartitions partitions) {}

    /**
     * @param bonus what jobs are worth beside their own value, for the targets they serve
     * @param passes over the jobs
     */
    Market(PlanningProblem problem, Collection<Room> rooms, List<Asking> jobs, TargetBonus bonus, int passes) {
        this.problem = problem;
        this.bonus = bonus;
        this.window = Math.max(1, problem.horizonSecond() - problem.nowSecond());
        ShadowPrices solution = new ShadowPrices(capacity(rooms));
        double value = 0;
        double amount = 0;
        for (Asking asking : jobs) {
            List<Option> options = options(asking);
            double worth = worth(asking.job());
            solution.add(worth, options);
            value += options.isEmpty() ? 0 : worth;
            amount += options.isEmpty() ? 0 : options.getFirst().amount();
        }
        this.result = solution.solve(passes);
        Map<String, Double> perDeviceSecond = new HashMap<>();
        models.forEach(
                (model, index) -> perDeviceSecond.put(model, result.prices().get(index)));
        this.prices = new Prices(perDeviceSecond, problem.nowSecond(), problem.nowSecond() + window);
        this.leastPrice = value == 0 ? 1 : LEAST_PRICE * value / amount;
    }

    Prices prices() {
        return prices;
    }

    /** No jobs that all end by the horizon are worth more together, in medium cost saved. */
    double bound() {
        return result.bound();
    }

    /** What a job earns for what it takes at its cheapest; who is first is placed first. */
    double density(Asking asking) {
        JobFacts job = asking.job();
        double least = Double.POSITIVE_INFINITY;
        for (OnModel on : asking.partitions().byModel()) {
            if (endsInTime(job, on.model())) {
                double price = Math.max(leastPrice, prices.of(on.model()));
                least = Math.min(least, price * deviceSeconds(job, on.model()));
            }
        }
        double devices = Footprint.milliDevicesOfGang(job, job.width().minWorkers()) / 1000.0;
        return worth(job) / least * Math.pow(devices, GANG_FIRST);
    }

    private double worth(JobFacts job) {
        return problem.settings().unplacedCost(job) + bonus.of(job);
    }

    private double[] capacity(Collection<Room> rooms) {
        List<Double> deviceSeconds = new ArrayList<>();
        for (Room room : rooms) {
            int index = models.computeIfAbsent(room.partition().acceleratorModel(), absent -> models.size());
            double free = room.milliDevices()
                            .minus(room.milliDevices().atMost(0))
                            .integral(problem.nowSecond(), problem.nowSecond() + window)
                    / 1000.0;
            if (index == deviceSeconds.size()) {
                deviceSeconds.add(free);
            } else {
                deviceSeconds.set(index, deviceSeconds.get(index) + free);
            }
        }
        return deviceSeconds.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Models on which it can end in time, with what it takes there. */
    private List<Option> options(Asking asking) {
        List<Option> options = new ArrayList<>();
        for (OnModel on : asking.partitions().byModel()) {
            if (endsInTime(asking.job(), on.model())) {
                int index = models.getOrDefault(on.model(), -1);
                options.add(new Option(index, deviceSeconds(asking.job(), on.model())));
            }
        }
        return options;
    }

    /** Whether it can end by its hard deadline on a model. */
    private boolean endsInTime(JobFacts job, String model) {
        Deadline deadline = job.deadlineOrNull();
        if (deadline == null || !deadline.hard()) {
            return true;
        }
        long earliestStart = Math.max(problem.nowSecond(), job.earliestStartSecond());
        return job.work().secondsOn(model).orElse(Long.MAX_VALUE) <= deadline.second() - earliestStart;
    }

    /** What it takes at its narrowest; of a service without end, until the horizon. */
    private double deviceSeconds(JobFacts job, String model) {
        long seconds = job.work().secondsOn(model).orElse(window);
        return Footprint.milliDevicesOfGang(job, job.width().minWorkers())
                / 1000.0
                * (seconds == Long.MAX_VALUE ? window : seconds);
    }
}
