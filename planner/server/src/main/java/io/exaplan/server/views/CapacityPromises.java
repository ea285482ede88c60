package io.exaplan.server.views;

import io.exaplan.server.demand.Target;
import io.exaplan.server.demand.Targets;
import io.exaplan.server.inventory.DeclaredCapacities;
import io.exaplan.server.inventory.DeclaredCapacity;
import io.exaplan.server.inventory.Deliveries;
import io.exaplan.server.inventory.Delivery;
import io.exaplan.server.views.CapacityViews.AnnouncedCapacity;
import io.exaplan.server.views.CapacityViews.TargetMark;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What people state about capacity beside what agents report. */
@Component
class CapacityPromises {

    private static final long MILLI = 1000;

    private final DeclaredCapacities declared;
    private final Deliveries deliveries;
    private final Targets targets;

    CapacityPromises(DeclaredCapacities declared, Deliveries deliveries, Targets targets) {
        this.declared = declared;
        this.deliveries = deliveries;
        this.targets = targets;
    }

    List<DeclaredCapacity> declared(Instant now) {
        return declared.countedAt(now);
    }

    List<AnnouncedCapacity> announced(Instant now, FunnelSum sum) {
        return deliveries.announced().stream()
                .map(delivery -> announced(delivery, now, sum))
                .toList();
    }

    private static AnnouncedCapacity announced(Delivery delivery, Instant now, FunnelSum sum) {
        Delivery.Stated stated = delivery.stated();
        return new AnnouncedCapacity(
                delivery.id(),
                stated.operator(),
                stated.cluster(),
                stated.model(),
                stated.expectedAt(),
                stated.expectedAt().isBefore(now),
                sum.devices(stated.model(), stated.devices() * MILLI));
    }

    /** The city's promises in PFLOPS. */
    List<TargetMark> targets() {
        return targets.all().stream()
                .filter(target -> target.stated().scope() == Target.Scope.CITY)
                .flatMap(CapacityPromises::mark)
                .toList();
    }

    private static Stream<TargetMark> mark(Target target) {
        Target.Stated stated = target.stated();
        Target.Level level = stated.level();
        return level == null
                ? Stream.empty()
                : Stream.of(new TargetMark(target.id(), stated.name(), level, stated.atLeast(), stated.by()));
    }
}
