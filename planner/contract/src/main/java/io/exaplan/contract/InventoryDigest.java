package io.exaplan.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.exaplan.contract.NodeReport.ForeignEnd;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Names the content of an inventory, so that it travels only when it changed: SHA-256, in lower-case hex, over a canonical
 * form both sides can write without agreeing on a JSON library.
 *
 * <p>The canonical form is the text {@code exaplan-inventory-1} followed by the nodes in ascending order of their names'
 * UTF-8 bytes. Every value, the leading text included, is written as {@code <length in bytes>:<bytes>,} and an absent one
 * as {@code ~,}; a node's values follow in the order of {@link NodeReport}'s fields. Numbers are decimal, booleans
 * {@code true} or {@code false}, unhealthy devices ascending and joined by commas. Where a node has foreign ends, each follows
 * in the order of time as {@code +<length>:<instant>=<thousandths>,}; a node without any is written as it was before there
 * were foreign ends. Lengths make it unambiguous whatever a name contains.
 */
public final class InventoryDigest {

    private static final Comparator<NodeReport> BY_NAME =
            Comparator.comparing(node -> node.name().getBytes(UTF_8), Arrays::compareUnsigned);

    private final MessageDigest sha256;

    private InventoryDigest() {
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }

    /** The digest: 64 hexadecimal digits. Independent of the order of nodes and of their unhealthy devices. */
    public static String of(Inventory inventory) {
        InventoryDigest digest = new InventoryDigest();
        digest.add("exaplan-inventory-1");
        inventory.nodes().stream().sorted(BY_NAME).forEach(digest::add);
        return HexFormat.of().formatHex(digest.sha256.digest());
    }

    private void add(NodeReport node) {
        add(node.name());
        add(node.acceleratorModel());
        add(Integer.toString(node.nominalDevices()));
        add(node.unhealthyDevices().stream().sorted().map(String::valueOf).collect(Collectors.joining(",")));
        add(Long.toString(node.foreignMilliDevices()));
        add(Long.toString(node.cpuMilli()));
        add(Long.toString(node.memoryMib()));
        add(node.block());
        add(node.rack());
        add(Boolean.toString(node.ready()));
        add(Boolean.toString(node.cordoned()));
        node.foreignEnds().stream()
                .sorted(Comparator.comparing(ForeignEnd::at).thenComparingLong(ForeignEnd::milliDevices))
                .forEach(end -> {
                    sha256.update((byte) '+');
                    add(end.at() + "=" + end.milliDevices());
                });
    }

    private void add(@Nullable String value) {
        if (value == null) {
            sha256.update("~,".getBytes(US_ASCII));
            return;
        }
        byte[] bytes = value.getBytes(UTF_8);
        sha256.update((bytes.length + ":").getBytes(US_ASCII));
        sha256.update(bytes);
        sha256.update((byte) ',');
    }
}
