package io.exaplan.agent.driver.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What HAMi's device plugins write on a node: each device, and how many slots of it they offer. Its extended resource counts
 * slots. Older plugins write {@code ID,SLOTS,MEMORY,CORES,TYPE,...} with a colon after each, newer ones a JSON array.
 *
 * @param type the first device's, without the vendor's word before it; empty when it says none
 */
record HamiRegister(int devices, int slotsPerDevice, String type) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_SLOTS = 1024;

    private record Device(int slots, String type) {}

    /** Of the first annotation with such a key that can be read. */
    static Optional<HamiRegister> of(Pattern key, Map<String, String> annotations) {
        return annotations.entrySet().stream()
                .filter(annotation -> key.matcher(annotation.getKey()).matches())
                .sorted(Map.Entry.comparingByKey())
                .map(annotation -> devices(annotation.getValue().strip()))
                .filter(devices -> !devices.isEmpty())
                .findFirst()
                .map(HamiRegister::of);
    }

    private static HamiRegister of(List<Device> devices) {
        return new HamiRegister(
                devices.size(),
                devices.stream().mapToInt(Device::slots).max().orElse(1),
                devices.getFirst().type().replaceFirst("^(NVIDIA|DCU|MLU)-", "").replace(' ', '-'));
    }

    private static List<Device> devices(String text) {
        try {
            return text.startsWith("[") ? ofJson(JSON.readTree(text)) : ofList(text);
        } catch (JacksonException | NumberFormatException unreadable) {
            return List.of();
        }
    }

    private static List<Device> ofJson(JsonNode array) {
        List<Device> devices = new ArrayList<>();
        for (JsonNode device : array) {
            devices.add(new Device(
                    slots(device.path("count").asInt(1)), device.path("type").asString("")));
        }
        return devices;
    }

    private static List<Device> ofList(String text) {
        List<Device> devices = new ArrayList<>();
        for (String entry : text.split(":", -1)) {
            String[] fields = entry.strip().split(",", -1);
            if (fields.length > 1) {
                devices.add(new Device(slots(Integer.parseInt(fields[1].strip())), fields.length > 4 ? fields[4] : ""));
            }
        }
        return devices;
    }

    private static int slots(int said) {
        return Math.clamp(said, 1, MOST_SLOTS);
    }
}
