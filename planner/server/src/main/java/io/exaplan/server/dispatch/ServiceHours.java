package io.exaplan.server.dispatch;

import io.exaplan.server.demand.JobSpec;
import java.time.Instant;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The hour of the day in the city, which services follow. */
@Component
class ServiceHours {
    private final ZoneId zone;

    ServiceHours(@Value("${exaplan.planning.zone:Asia/Shanghai}") ZoneId zone) {
        this.zone = zone;
    }

    int hour(Instant plan) {
        return plan.atZone(zone).getHour();
    }

    int replicas(JobSpec.Service service, Instant plan) {
        return service.replicasByHour().get(hour(plan));
    }
}
