package io.exaplan.server.scenario;

import io.exaplan.server.demand.Target;
import io.exaplan.server.demand.Target.Counted;
import io.exaplan.server.demand.Target.Level;
import io.exaplan.server.demand.Targets;
import io.exaplan.server.demand.Tenants;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the targets that are still to come, and what there is of those that no plan counts. */
@Component
class Promises {
    private final Targets targets;
    private final Tenants tenants;
    private final Standing standing;

    Promises(Targets targets, Tenants tenants, Standing standing) {
        this.targets = targets;
        this.tenants = tenants;
        this.standing = standing;
    }

    /** Those whose date is after a time of the plan: what is past no scenario changes. */
    List<Promise> after(Instant now) {
        return targets.all().stream()
                .filter(target -> target.stated().by().isAfter(now))
                .map(this::promise)
                .toList();
    }

    private Promise promise(Target target) {
        Target.Stated stated = target.stated();
        return new Promise(
                Integer.toString(target.id()),
                stated.name(),
                stated.scope(),
                stated.owner(),
                stated.level(),
                stated.counted(),
                stated.atLeast(),
                stated.by(),
                now(stated));
    }

    private @Nullable Double now(Target.Stated stated) {
        Level level = stated.level();
        if (level == null) {
            return counted(stated);
        }
        return switch (level) {
            case INSTALLED -> (Double) standing.installedPflops();
            case REPORTING -> (Double) standing.reportingPflops();
            case SCHEDULABLE, ALLOCATED, BUSY -> null;
        };
    }

    private @Nullable Double counted(Target.Stated stated) {
        Counted counted = stated.counted();
        if (counted == null || counted == Counted.REPORTED) {
            return stated.reportedValue();
        }
        return (double) tenants.all().stream()
                .filter(tenant -> tenant.stated().kind().name().equals(counted.name()))
                .count();
    }
}
