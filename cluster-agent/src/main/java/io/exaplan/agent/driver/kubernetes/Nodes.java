package io.exaplan.agent.driver.kubernetes;

import io.fabric8.kubernetes.api.model.Node;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Nodes with accelerators. A device plugin that restarts offers nothing for a while; the node then keeps the most devices it
 * ever showed to this process, none of them usable.
 */
final class Nodes extends Mirror<Node> {

    private final NodeReader reader;
    private final Map<String, NodeFacts> nodes = new ConcurrentHashMap<>();

    Nodes(NodeReader reader, Runnable changed) {
        super(changed);
        this.reader = reader;
    }

    Collection<NodeFacts> all() {
        return List.copyOf(nodes.values());
    }

    Optional<NodeFacts> find(String name) {
        return Optional.ofNullable(nodes.get(name));
    }

    @Override
    boolean seen(String key, Node node) {
        Optional<NodeFacts> before = find(key);
        Optional<NodeFacts> now = reader.read(node, before)
                .map(facts -> before.map(facts::after).orElse(facts))
                .filter(facts -> facts.nominal() > 0);
        return now.isEmpty() ? gone(key) : !now.get().equals(nodes.put(key, now.get()));
    }

    @Override
    boolean gone(String key) {
        return nodes.remove(key) != null;
    }
}
