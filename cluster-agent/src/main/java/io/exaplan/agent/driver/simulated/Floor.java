package io.exaplan.agent.driver.simulated;

import io.exaplan.contract.RunSpec.WorkerPlacement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The nodes of a world, how they are, and what is free on each. */
final class Floor {

    private record Place(SimulatedNode node, NodeCondition condition, NodeRoom room) {}

    private final NavigableMap<String, Place> places = new TreeMap<>();

    void add(SimulatedNode node, NodeCondition condition) {
        places.put(node.name(), new Place(node, condition, new NodeRoom(node)));
    }

    void change(String name, NodeCondition condition) {
        places.computeIfPresent(name, (same, place) -> new Place(place.node(), condition, place.room()));
    }

    Collection<String> names() {
        return places.keySet();
    }

    Optional<SimulatedNode> node(String name) {
        return Optional.ofNullable(places.get(name)).map(Place::node);
    }

    Optional<NodeCondition> condition(String name) {
        return Optional.ofNullable(places.get(name)).map(Place::condition);
    }

    Optional<NodeRoom> room(String name) {
        return Optional.ofNullable(places.get(name)).map(Place::room);
    }

    void take(List<WorkerPlacement> workers) {
        workers.forEach(worker -> room(worker.node()).ifPresent(room -> room.take(worker)));
    }

    void giveBack(List<WorkerPlacement> workers) {
        workers.forEach(worker -> room(worker.node()).ifPresent(room -> room.giveBack(worker)));
    }

    /** Why these workers cannot be placed together now; nothing when they can. They must be possible. */
    Optional<String> obstacle(List<WorkerPlacement> workers) {
        List<WorkerPlacement> tried = new ArrayList<>();
        try {
            for (WorkerPlacement worker : workers) {
                Optional<String> obstacle = obstacle(worker);
                if (obstacle.isPresent()) {
                    return obstacle;
                }
                take(List.of(worker));
                tried.add(worker);
            }
            return Optional.empty();
        } finally {
            giveBack(tried);
        }
    }

    /** Why these workers can never be placed together, whatever becomes free; nothing when they might. */
    Optional<String> impossibility(List<WorkerPlacement> workers) {
        if (workers.isEmpty()) {
            return Optional.of("workers is empty; allowed: at least one worker.");
        }
        Map<String, NodeRoom> empty = new TreeMap<>();
        for (WorkerPlacement worker : workers) {
            Optional<SimulatedNode> node = node(worker.node());
            if (node.isEmpty()) {
                return Optional.of(
                        "The cluster has no node \"" + worker.node() + "\" (worker " + worker.index() + ").");
            }
            Optional<String> wrong = wrong(worker, node.get());
            if (wrong.isPresent()) {
                return wrong;
            }
            NodeRoom room = empty.computeIfAbsent(worker.node(), name -> new NodeRoom(node.get()));
            Optional<String> lacks = room.lacks(worker);
            if (lacks.isPresent()) {
                return lacks.map(sentence -> sentence + " Even the empty node is too small for this run.");
            }
            room.take(worker);
        }
        return Optional.empty();
    }

    private static Optional<String> wrong(WorkerPlacement worker, SimulatedNode node) {
        String of = " of worker " + worker.index() + " on node " + node.name();
        if (worker.devices().stream().anyMatch(device -> device < 0 || device >= node.devices())) {
            return Optional.of(
                    "devices" + of + " are " + worker.devices() + "; allowed: 0 to " + (node.devices() - 1) + ".");
        }
        if (worker.devices().stream().distinct().count() < worker.devices().size()) {
            return Optional.of("devices" + of + " are " + worker.devices() + "; allowed: each device once.");
        }
        if (worker.milliPerDevice() < 1 || worker.milliPerDevice() > NodeRoom.WHOLE_DEVICE) {
            return Optional.of("milliPerDevice" + of + " is " + worker.milliPerDevice() + "; allowed: 1 to 1000.");
        }
        if (worker.cpuMilli() < 0 || worker.memoryMib() < 0) {
            return Optional.of("cpuMilli and memoryMib" + of + " are " + worker.cpuMilli() + " and "
                    + worker.memoryMib() + "; allowed: 0 or more.");
        }
        return Optional.empty();
    }

    private Optional<String> obstacle(WorkerPlacement worker) {
        Place place = places.get(worker.node());
        if (place == null) {
            return Optional.of("Node " + worker.node() + " is gone.");
        }
        if (!place.condition().ready()) {
            return Optional.of("Node " + worker.node() + " is lost.");
        }
        if (place.condition().cordoned()) {
            return Optional.of("Node " + worker.node() + " is cordoned.");
        }
        return worker.devices().stream()
                .filter(place.condition().unhealthy()::contains)
                .findFirst()
                .map(device -> "Device " + device + " of node " + worker.node() + " is unhealthy.")
                .or(() -> place.room().lacks(worker));
    }
}
