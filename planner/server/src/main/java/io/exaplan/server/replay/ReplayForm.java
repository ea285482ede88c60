package io.exaplan.server.replay;

import io.exaplan.engine.replay.queue.LoggedJob;
import io.exaplan.engine.replay.queue.MachineShape;
import io.exaplan.engine.replay.queue.QueueExperiment.World;
import io.exaplan.engine.replay.queue.QueuePolicy;
import io.exaplan.engine.replay.queue.RunTimes;
import io.exaplan.engine.start.Objective;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Offence;
import io.exaplan.server.web.Value;
import io.exaplan.server.web.Values;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads what is said of a replay. */
@Component
class ReplayForm {
    private static final Duration MOST_FROZEN = Duration.ofDays(31);

    private final ReplaySettings settings;

    ReplayForm(ReplaySettings settings) {
        this.settings = settings;
    }

    /**
     * @param swf the workload as it was stated
     * @param leftOut what of it cannot be replayed
     */
    record Read(Replay.Asked asked, String swf, List<String> leftOut) {}

    Read read(JsonForm form) {
        String name = form.required("name", Values.name(), "");
        MachineShape machine = machine(form.requiredObject("machine"));
        List<QueuePolicy> policies = form.required("policies", policies(), List.of());
        Objective objective = form.optional("objective", wordOf(Objective.class), Objective.WAIT);
        RunTimes runTimes = form.optional("runtimes", wordOf(RunTimes.class), RunTimes.EXACT);
        World world = form.optional("world", wordOf(World.class), World.CLEAN);
        long seed = form.optional("seed", Values.wholeNumber(0, Integer.MAX_VALUE), 1L);
        Duration frozen = form.optional("frozen", Values.duration(Duration.ZERO, MOST_FROZEN), Duration.ZERO);
        if (world == World.RLSCHEDULER && frozen.isPositive()) {
            form.refuse("frozen", "The rules of rlscheduler promise no starts. Leave it out, or state world clean.");
        }
        boolean clean = form.clean();
        SwfValue.Workload workload =
                form.required("workload", new SwfValue(settings.maxJobs()), SwfValue.Workload.NONE);
        if (clean && form.clean()) {
            requireOneThatFits(form, workload.log().jobs(), machine);
        }
        form.finish();
        int jobs = workload.log().jobs().size();
        return new Read(
                new Replay.Asked(name, jobs, machine, policies, objective, runTimes, world, seed, frozen),
                workload.swf(),
                workload.log().leftOut());
    }

    private MachineShape machine(JsonForm machine) {
        return new MachineShape(
                machine.required("nodes", Values.integer(1, settings.maxNodes()), 1),
                machine.required("devicesPerNode", Values.integer(1, settings.maxDevicesPerNode()), 1));
    }

    private static Value<List<QueuePolicy>> policies() {
        return Values.list(wordOf(QueuePolicy.class), QueuePolicy.values().length)
                .when(list -> !list.isEmpty(), "State at least one policy.")
                .when(
                        list -> new HashSet<>(list).size() == list.size(),
                        "A policy is there twice: the second would only repeat the first.");
    }

    private static <E extends Enum<E>> Value<E> wordOf(Class<E> type) {
        return (node, path, offences) -> {
            Optional<E> named = node.isString() ? Words.named(type, node.stringValue()) : Optional.empty();
            if (named.isEmpty()) {
                offences.add(new Offence(
                        path,
                        node.isString() ? node.stringValue() : node.toString(),
                        "State one of %s.".formatted(Words.all(type))));
            }
            return named;
        };
    }

    private static void requireOneThatFits(JsonForm form, List<LoggedJob> jobs, MachineShape machine) {
        int narrowest = jobs.stream().mapToInt(LoggedJob::devices).min().orElse(0);
        if (narrowest > machine.devices()) {
            form.refuse(
                    "machine",
                    "No job of the workload fits on its %d devices: the narrowest wants %d."
                            .formatted(machine.devices(), narrowest));
        }
    }
}
