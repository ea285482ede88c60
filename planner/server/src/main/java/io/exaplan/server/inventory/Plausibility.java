package io.exaplan.server.inventory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges whether what an agent says of one node can be true. */
final class Plausibility {
    private static final int READABLE = 60;
    private static final Instant YEAR_10_000 = Instant.parse("+10000-01-01T00:00:00Z");

    private final InventorySettings limits;

    Plausibility(InventorySettings limits) {
        this.limits = limits;
    }

    /** Everything that cannot be true, in one text; null when nothing is wrong. */
    @Nullable
    String problemOf(ReportedNode node) {
        List<String> problems = new ArrayList<>();
        requireName(problems, "name", node.name());
        requireName(problems, "acceleratorModel", node.acceleratorModel());
        requireRange(problems, "nominalDevices", node.nominalDevices(), 1, limits.maxDevicesPerNode());
        requireRange(problems, "cpuMilli", node.cpuMilli(), 0, limits.maxCpuMilliPerNode());
        requireRange(problems, "memoryMib", node.memoryMib(), 0, limits.maxMemoryMibPerNode());
        requireRange(
                problems,
                "foreignMilliDevices",
                node.foreignMilliDevices(),
                0,
                Math.max(0, node.nominalDevices()) * 1000L);
        requireEnds(problems, node);
        requireDevices(problems, node);
        requireDomain(problems, "block", node.block());
        requireDomain(problems, "rack", node.rack());
        return problems.isEmpty() ? null : String.join(" ", problems);
    }

    private void requireEnds(List<String> problems, ReportedNode node) {
        List<ReportedNode.End> ends = node.foreignEnds();
        if (ends.size() > limits.maxForeignEndsPerNode()) {
            problems.add("foreignEnds has %d entries, at most %d are allowed."
                    .formatted(ends.size(), limits.maxForeignEndsPerNode()));
            return;
        }
        long left = node.foreignMilliDevices();
        for (int i = 0; i < ends.size(); i++) {
            requireRange(
                    problems,
                    "foreignEnds[%d].milliDevices".formatted(i),
                    ends.get(i).milliDevices(),
                    1,
                    left);
            requireTime(problems, "foreignEnds[%d].at".formatted(i), ends.get(i).at());
            left -= Math.clamp(ends.get(i).milliDevices(), 0, Math.max(0, left));
        }
    }

    private static void requireTime(List<String> problems, String field, @Nullable Instant at) {
        if (at == null) {
            problems.add("%s is missing.".formatted(field));
        } else if (at.isBefore(Instant.EPOCH) || !at.isBefore(YEAR_10_000)) {
            problems.add("%s is %s, years 1970 to 9999 are allowed.".formatted(field, at));
        }
    }

    private static void requireDevices(List<String> problems, ReportedNode node) {
        List<Integer> devices = node.unhealthyDevices();
        if (new HashSet<>(devices).size() != devices.size()) {
            problems.add("unhealthyDevices names a device twice: %s.".formatted(readable(devices.toString())));
        }
        devices.stream()
                .filter(device -> device < 0 || device >= node.nominalDevices())
                .findFirst()
                .ifPresent(device -> problems.add("unhealthyDevices names device %d of a node with %d devices, 0 to %d."
                        .formatted(device, node.nominalDevices(), node.nominalDevices() - 1)));
    }

    private void requireName(List<String> problems, String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            problems.add("%s is missing.".formatted(field));
        } else {
            requireDomain(problems, field, value);
        }
    }

    private void requireDomain(List<String> problems, String field, @Nullable String value) {
        if (value == null) {
            return;
        }
        if (value.length() > limits.maxNameLength()) {
            problems.add("%s has %d characters, at most %d are allowed: %s."
                    .formatted(field, value.length(), limits.maxNameLength(), readable(value)));
        } else if (value.chars().anyMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c))) {
            problems.add("%s has characters that cannot be in a name: %s.".formatted(field, readable(value)));
        }
    }

    private static void requireRange(List<String> problems, String field, long value, long least, long most) {
        if (value < least || value > most) {
            problems.add("%s is %d, %d to %d are allowed.".formatted(field, value, least, most));
        }
    }

    /** A name that is safe to show and store, whatever was sent. */
    static String readable(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return "(no name)";
        }
        String shortened = text.length() <= READABLE
                ? text
                : text.substring(0, READABLE) + "~" + Integer.toHexString(text.hashCode());
        return shortened.replaceAll("\\p{Cntrl}", "?").replaceAll("[\\ud800-\\udfff]", "?");
    }
}
