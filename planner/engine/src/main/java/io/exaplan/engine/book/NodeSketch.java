package io.exaplan.engine.book;

import io.exaplan.engine.model.PartitionFacts;
import io.exaplan.engine.start.Share;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The nodes of a partition as far as the book knows them, for a policy that wants nodes: those that runs name first, in the
 * order of their names, then as many others as there are. What it takes to stand where may differ from what the node placer
 * does; a start is only ever admitted by the book's own room.
 */
final class NodeSketch {
    private final int devicesPerNode;
    private final List<String> names;
    private final List<Integer> usable = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();

    private record Hold(int node, int devices, long from, long until) {}

    NodeSketch(PartitionFacts partition, Collection<String> seen, long second) {
        devicesPerNode = partition.devicesPerNode();
        names = List.copyOf(seen);
        long whole = Math.max(0, partition.wholeNodes().at(second));
        long others = Math.max(0, partition.milliDevices().at(second) / 1000 - whole * devicesPerNode);
        int impaired = partition.impairedNodes().size();
        int each = impaired == 0 ? 0 : (int) Math.min(devicesPerNode, others / impaired);
        long wholeLeft = whole;
        int impairedLeft = impaired;
        for (String name : names) {
            if (partition.impairedNodes().contains(name)) {
                usable.add(each);
                impairedLeft--;
            } else {
                usable.add(wholeLeft > 0 ? devicesPerNode : 0);
                wholeLeft--;
            }
        }
        for (; wholeLeft > 0; wholeLeft--) {
            usable.add(devicesPerNode);
        }
        for (; impairedLeft > 0; impairedLeft--) {
            usable.add(each);
        }
    }

    List<Integer> usable() {
        return usable;
    }

    /** Devices of a run on the nodes it names, as even as they are; as far as there are so many. */
    List<Share> holdOn(Collection<String> nodes, int devices, long from, long until) {
        List<Share> shares = new ArrayList<>();
        int left = devices;
        int nodesLeft = nodes.size();
        for (String name : nodes.stream().sorted().toList()) {
            int node = names.indexOf(name);
            int part = Math.min(devicesPerNode, (left + nodesLeft - 1) / nodesLeft);
            nodesLeft--;
            left -= take(node, part, from, until, shares);
        }
        return shares;
    }

    /** As promised, where that is free; otherwise wherever there is room, and nowhere where there is none. */
    List<Share> hold(List<Share> promised, int devices, long from, long until) {
        List<Share> shares = new ArrayList<>();
        int left = devices;
        for (Share share : promised) {
            left -= share.node() < usable.size() ? take(share.node(), share.devices(), from, until, shares) : 0;
        }
        for (int node = 0; node < usable.size() && left > 0; node++) {
            int taken = node;
            if (shares.stream().noneMatch(share -> share.node() == taken)) {
                left -= take(node, Math.min(left, devicesPerNode), from, until, shares);
            }
        }
        return shares;
    }

    private int take(int node, int wanted, long from, long until, List<Share> shares) {
        int taken = node < 0 ? 0 : Math.min(wanted, freeAt(node, from));
        if (taken > 0) {
            holds.add(new Hold(node, taken, from, until));
            shares.add(new Share(node, taken));
        }
        return taken;
    }

    private int freeAt(int node, long second) {
        int free = usable.get(node);
        for (Hold hold : holds) {
            free -= hold.node() == node && hold.from() <= second && hold.until() > second ? hold.devices() : 0;
        }
        return Math.max(0, free);
    }
}
