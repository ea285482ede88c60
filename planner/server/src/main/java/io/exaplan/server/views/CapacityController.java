package io.exaplan.server.views;

import io.exaplan.server.security.Allowed;
import io.exaplan.server.security.Role;
import io.exaplan.server.views.CapacityViews.CapacityView;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "capacity", description = "The capacity funnel: installed, reporting, schedulable, allocated, busy")
class CapacityController {

    private final Capacity capacity;

    CapacityController(Capacity capacity) {
        this.capacity = capacity;
    }

    /** The funnel of the city, of each accelerator model and of each cluster. */
    @GetMapping("/api/v1/capacity")
    @Allowed({Role.ADMIN, Role.PLANNER, Role.CLUSTER_ADMIN, Role.MEMBER, Role.VIEWER})
    CapacityView capacity() {
        return capacity.read();
    }
}
