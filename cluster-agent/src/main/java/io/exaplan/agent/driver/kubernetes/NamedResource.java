package io.exaplan.agent.driver.kubernetes;

import io.exaplan.agent.settings.Fields;
import java.util.regex.Pattern;

/**
 * An extended resource the operator says is one of accelerators.
 *
 * @param slotsPerDevice how many units its plugin offers for each device; a worker still takes one for each device it asks
 */
record NamedResource(String name, int slotsPerDevice) {

    private static final Pattern EXTENDED =
            Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?/[A-Za-z0-9]([A-Za-z0-9._-]*)");

    static NamedResource read(Fields fields) {
        String allowed = "an extended resource, such as example.com/npu";
        String name = fields.text("name", allowed);
        if (!name.isEmpty() && (!EXTENDED.matcher(name).matches() || name.length() > 317)) {
            fields.complain("name", allowed);
        }
        return new NamedResource(name, (int) fields.number("slotsPerDevice", 1, 1, 1024));
    }
}
