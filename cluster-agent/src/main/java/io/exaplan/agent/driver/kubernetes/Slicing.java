package io.exaplan.agent.driver.kubernetes;

import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Extended resources that are parts of devices, as the vendor names them: {@code nvidia.com/mig-3g.40gb} is 3 of a device's 7
 * compute slices.
 *
 * @param resource their names; its first group says how many parts a unit is
 * @param parts into how many parts a device can be cut; 0 when the vendor does not say, and its names have no such group
 * @param partsLabel key of the node label that says it of this node's devices, empty when there is none
 */
record Slicing(Pattern resource, int parts, String partsLabel) {

    private static final long MILLI = 1000;

    static Slicing of(String resource, int parts) {
        return new Slicing(Pattern.compile(resource), parts, "");
    }

    static Slicing ofUnknownSize(String resource) {
        return of(resource, 0);
    }

    Slicing unlessLabelled(String key) {
        return new Slicing(resource, parts, key);
    }

    boolean sizeIsKnown() {
        return parts > 0;
    }

    /** Thousandths of devices that are cut into these units; empty when the resource is another. */
    OptionalInt milliOf(String name, long units, Map<String, String> labels) {
        Matcher matcher = resource.matcher(name);
        if (!matcher.matches()) {
            return OptionalInt.empty();
        }
        if (parts == 0 || units <= 0) {
            return OptionalInt.of(units > 0 ? 1 : 0);
        }
        long milli =
                Math.ceilDiv(Math.min(units, 1 << 20) * Integer.parseInt(matcher.group(1)) * MILLI, partsOf(labels));
        return OptionalInt.of((int) Math.min(milli, Integer.MAX_VALUE));
    }

    private int partsOf(Map<String, String> labels) {
        String label = labels.getOrDefault(partsLabel, "");
        return label.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(label) : parts;
    }
}
