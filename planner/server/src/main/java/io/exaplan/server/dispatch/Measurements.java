package io.exaplan.server.dispatch;

import io.exaplan.contract.NodeUsage;
import io.exaplan.contract.QuarantinedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Measured utilisation after judgement. One exporter that talks nonsense must not silence its cluster, so a measurement
 * that cannot be true is not used and the agent is told; what was not measured stays unknown.
 *
 * @param believed measurements that can be true
 * @param problems those that cannot, each with the field, the value and what is allowed
 */
record Measurements(List<NodeUsage> believed, List<QuarantinedNode> problems) {
    /** Watts of one node: a rack of the densest machines draws a tenth of it. */
    private static final double MOST_WATTS = 1e6;

    private static final int MOST_TOLD = 100;

    Measurements {
        believed = List.copyOf(believed);
        problems = List.copyOf(problems);
    }

    static Measurements read(@Nullable JsonNode usage) {
        List<NodeUsage> believed = new ArrayList<>();
        List<QuarantinedNode> problems = new ArrayList<>();
        if (usage != null) {
            usage.forEach(measured -> {
                String problem = problemOf(measured);
                if (problem == null) {
                    believed.add(new NodeUsage(
                            measured.path("node").stringValue(),
                            measured.path("busyFraction").doubleValue(),
                            wattsOf(measured)));
                } else if (problems.size() < MOST_TOLD) {
                    problems.add(new QuarantinedNode(shown(measured.path("node")), problem));
                }
            });
        }
        return new Measurements(believed, problems);
    }

    private static @Nullable String problemOf(JsonNode measured) {
        JsonNode node = measured.path("node");
        if (!node.isString() || !Storable.plain(node.stringValue(), ExchangeRules.LONGEST_NAME)) {
            return "usage.node is (%s), the name of a node is wanted; the measurement is not used."
                    .formatted(shown(node));
        }
        String busy = problemOf(measured, "busyFraction", 1);
        boolean watts = !measured.path("watts").isMissingNode()
                && !measured.path("watts").isNull();
        return busy == null && watts ? problemOf(measured, "watts", MOST_WATTS) : busy;
    }

    private static @Nullable String problemOf(JsonNode measured, String field, double most) {
        JsonNode value = measured.path(field);
        // NaN is in no range
        boolean inRange = value.isNumber() && value.doubleValue() >= 0 && value.doubleValue() <= most;
        return inRange
                ? null
                : "usage.%s is (%s), 0 to %.0f are allowed; the measurement is not used."
                        .formatted(field, shown(value), most);
    }

    private static @Nullable Double wattsOf(JsonNode measured) {
        JsonNode watts = measured.path("watts");
        return watts.isNumber() ? watts.doubleValue() : null;
    }

    private static String shown(JsonNode value) {
        String text = value.isString() ? value.stringValue() : value.toString();
        return Objects.requireNonNullElse(Storable.text(value.isMissingNode() ? "missing" : text, 60), "");
    }
}
