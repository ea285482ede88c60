package io.exaplan.server.dispatch;

import io.exaplan.contract.NodeReport;
import io.exaplan.contract.OpenSession;
import io.exaplan.contract.OperatorOffer;
import io.exaplan.contract.Protocol;
import io.exaplan.contract.SyncRequest;
import io.exaplan.server.inventory.InventoryReport;
import io.exaplan.server.inventory.Offer;
import io.exaplan.server.inventory.Quarantined;
import io.exaplan.server.inventory.ReportedNode;
import io.exaplan.server.web.Offence;
import io.exaplan.server.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns an agent's JSON into records. A node or a measurement that cannot be true is set aside with its problem; anything
 * else that is wrong refuses the whole, as nobody could be told whose it was.
 */
@Component
class ExchangeReader {
    private final JsonMapper json;
    private final int maxRuns;

    ExchangeReader(AgentBodies bodies, DispatchSettings settings) {
        json = bodies.json();
        maxRuns = settings.maxRuns();
    }

    OpenSession session(JsonNode tree) {
        requireVersion(tree);
        OpenSession session = bind(tree, OpenSession.class);
        ExchangeRules.check(session);
        return session;
    }

    Exchange exchange(JsonNode tree) {
        requireVersion(tree);
        ObjectNode rest = (ObjectNode) tree;
        JsonNode inventory = rest.remove("inventory");
        JsonNode usage = rest.remove("usage");
        EntryRules.check(rest, inventory, usage);
        SyncRequest request = bind(rest, SyncRequest.class);
        ExchangeRules.check(request, maxRuns);
        return new Exchange(request, inventory(inventory, request), Measurements.read(usage), offer(request.offer()));
    }

    private static void requireVersion(JsonNode tree) {
        JsonNode version = tree.path("protocolVersion");
        int stated = version.isInt() ? version.intValue() : -1;
        if (stated < Protocol.OLDEST || stated > Protocol.VERSION) {
            throw new Problem(
                    HttpStatus.BAD_REQUEST,
                    "protocol-version",
                    "The agent speaks protocol version (%s), this planner %d to %d.\nMaybe update the older of the two."
                            .formatted(Storable.text(version.toString(), 50), Protocol.OLDEST, Protocol.VERSION));
        }
    }

    private @Nullable InventoryReport inventory(@Nullable JsonNode inventory, SyncRequest request) {
        if (inventory == null || inventory.isNull()) {
            return null;
        }
        List<ReportedNode> readable = new ArrayList<>();
        List<Quarantined> unreadable = new ArrayList<>();
        inventory.path("nodes").forEach(node -> {
            try {
                readable.add(reported(json.treeToValue(node, NodeReport.class)));
            } catch (JacksonException e) {
                unreadable.add(new Quarantined(
                        node.path("name").asString(""), fieldOf(e) + " cannot be read: " + shown(node, e)));
            }
        });
        return new InventoryReport(request.inventoryDigest(), readable, unreadable);
    }

    private static ReportedNode reported(NodeReport node) {
        return new ReportedNode(
                node.name(),
                node.acceleratorModel(),
                node.nominalDevices(),
                node.unhealthyDevices(),
                node.foreignMilliDevices(),
                node.foreignEnds().stream()
                        .map(end -> new ReportedNode.End(end.at(), end.milliDevices()))
                        .toList(),
                node.cpuMilli(),
                node.memoryMib(),
                node.block(),
                node.rack(),
                node.ready(),
                node.cordoned());
    }

    private static Offer offer(@Nullable OperatorOffer offer) {
        if (offer == null) {
            return Offer.ALL;
        }
        List<OperatorOffer.DailyWindow> hours = offer.hours();
        return new Offer(
                offer.nodes(),
                offer.tenants(),
                hours == null
                        ? null
                        : hours.stream()
                                .map(window -> new Offer.OfferedHours(window.from(), window.until()))
                                .toList());
    }

    private <T> T bind(JsonNode tree, Class<T> type) {
        try {
            return json.treeToValue(tree, type);
        } catch (JacksonException e) {
            throw Problem.invalid(
                    List.of(new Offence(fieldOf(e), shown(tree, e), "cannot be read as the protocol states it")));
        }
    }

    private static String fieldOf(JacksonException e) {
        String path = e.getPath().stream()
                .map(reference -> reference.getPropertyName() == null
                        ? "[" + reference.getIndex() + "]"
                        : "." + reference.getPropertyName())
                .collect(Collectors.joining());
        return path.isEmpty() ? "the whole" : path.substring(path.startsWith(".") ? 1 : 0);
    }

    private static String shown(JsonNode tree, JacksonException e) {
        JsonNode value = tree;
        for (JacksonException.Reference step : e.getPath()) {
            value = step.getPropertyName() == null ? value.path(step.getIndex()) : value.path(step.getPropertyName());
        }
        String text = Storable.text(value.toString(), 100);
        return text == null ? "" : text;
    }
}
