package io.exaplan.engine.testing;

import io.exaplan.engine.model.AcceleratorDemand;
import io.exaplan.engine.model.DataNeeds;
import io.exaplan.engine.model.Deadline;
import io.exaplan.engine.model.Fabric;
import io.exaplan.engine.model.Fabric.Domain;
import io.exaplan.engine.model.JobFacts;
import io.exaplan.engine.model.Width;
import io.exaplan.engine.model.Work;
import io.exaplan.engine.model.WorkKind;
import io.exaplan.engine.model.WorkerShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A training job of one worker with one device for an hour, until said otherwise. */
public final class JobBuilder {
    private final long id;
    private int tenant = 1;
    private WorkerShape shape = new WorkerShape(1000, 0, 0);
    private Width width = Width.rigid(1);
    private AcceleratorDemand accelerators = AcceleratorDemand.any();
    private Fabric fabric = Fabric.any();
    private Work work = new Work.Fixed(3600);
    private long submitted;
    private long earliestStart;
    private @Nullable Deadline deadline;
    private int priority;
    private double value = 1;
    private boolean preemptible;
    private long minimumRun;
    private DataNeeds data = DataNeeds.NONE;

    private JobBuilder(long id) {
        this.id = id;
    }

    public static JobBuilder aJob(long id) {
        return new JobBuilder(id);
    }

    public JobBuilder tenant(int is) {
        tenant = is;
        return this;
    }

    /** A gang of so many workers with so many whole devices each. */
    public JobBuilder gang(int workers, int devicesEach) {
        width = Width.rigid(workers);
        return worker(devicesEach * 1000, 0, 0);
    }

    public JobBuilder worker(int milliDevices, long cpuMilli, long memoryMib) {
        shape = new WorkerShape(milliDevices, cpuMilli, memoryMib);
        return this;
    }

    /** From so many workers to so many, each worker as good as the first. */
    public JobBuilder elastic(int least, int most) {
        List<Double> speedUps = new ArrayList<>();
        for (int workers = least; workers <= most; workers++) {
            speedUps.add((double) workers / least);
        }
        width = new Width(least, most, speedUps);
        return this;
    }

    public JobBuilder models(String... names) {
        accelerators = new AcceleratorDemand(Set.of(names), accelerators.stacks(), accelerators.minMemoryGib());
        return this;
    }

    public JobBuilder stacks(String... names) {
        accelerators = new AcceleratorDemand(accelerators.models(), Set.of(names), accelerators.minMemoryGib());
        return this;
    }

    public JobBuilder minMemoryGib(double gib) {
        accelerators = new AcceleratorDemand(accelerators.models(), accelerators.stacks(), gib);
        return this;
    }

    public JobBuilder within(Domain domain) {
        fabric = new Fabric(domain, true);
        return this;
    }

    public JobBuilder preferablyWithin(Domain domain) {
        fabric = new Fabric(domain, false);
        return this;
    }

    public JobBuilder seconds(long runTime) {
        work = new Work.Fixed(runTime);
        return this;
    }

    public JobBuilder secondsByModel(Map<String, Long> runTimes) {
        work = new Work.ByModel(runTimes);
        return this;
    }

    /** A service with so many replicas at each hour. */
    public JobBuilder serving(long seconds, List<Integer> replicasByHour) {
        work = new Work.Service(replicasByHour, seconds);
        return this;
    }

    public JobBuilder submitted(long second) {
        submitted = second;
        return this;
    }

    public JobBuilder notBefore(long second) {
        earliestStart = second;
        return this;
    }

    public JobBuilder hardDeadline(long second) {
        deadline = new Deadline(second, true);
        return this;
    }

    public JobBuilder softDeadline(long second) {
        deadline = new Deadline(second, false);
        return this;
    }

    public JobBuilder priority(int is) {
        priority = is;
        return this;
    }

    public JobBuilder value(double is) {
        value = is;
        return this;
    }

    /** May be ended for another job once it ran for so long. */
    public JobBuilder preemptibleAfter(long seconds) {
        preemptible = true;
        minimumRun = seconds;
        return this;
    }

    public JobBuilder reads(String... datasets) {
        data = new DataNeeds(Set.of(datasets), data.residency());
        return this;
    }

    public JobBuilder onClusters(String... names) {
        data = new DataNeeds(data.datasets(), Set.of(names));
        return this;
    }

    public JobFacts build() {
        return new JobFacts(
                id,
                "job-" + id,
                tenant,
                work instanceof Work.Service ? WorkKind.INFERENCE : WorkKind.TRAINING,
                shape,
                width,
                accelerators,
                fabric,
                work,
                submitted,
                earliestStart,
                deadline,
                priority,
                value,
                preemptible,
                minimumRun,
                data);
    }
}
