package io.exaplan.agent.driver.kubernetes;

import io.exaplan.agent.settings.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A namespace beside the usual one, which the operator has made.
 *
 * @param tenants whose runs go there; nobody's where it only holds runs of before that shall be seen to their end
 */
record RunNamespace(String name, List<String> tenants) {

    /** Three watches stand over each. */
    private static final int MOST = 100;

    private static final String ALLOWED = "a namespace: at most 63 lower-case letters, digits and hyphens";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    RunNamespace {
        tenants = List.copyOf(tenants);
    }

    /** @param usual name of the usual one, which is none of these */
    static List<RunNamespace> read(Fields apply, String usual) {
        List<RunNamespace> namespaces = new ArrayList<>();
        Set<String> names = new HashSet<>(Set.of(usual));
        Map<String, String> owners = new HashMap<>();
        for (Fields block : apply.blocks("namespaces")) {
            String name = name(block, "name");
            if (!name.isEmpty() && !names.add(name)) {
                block.complain("name", "a namespace that is not named before");
            }
            List<String> tenants = block.texts("tenants").orElse(List.of());
            for (String tenant : tenants) {
                String other = owners.putIfAbsent(tenant, name);
                if (other != null) {
                    block.complain("tenants", "tenants without another namespace; %s has %s".formatted(tenant, other));
                }
            }
            namespaces.add(new RunNamespace(name, tenants));
        }
        if (namespaces.size() > MOST) {
            apply.complain("namespaces", "at most %d namespaces".formatted(MOST));
        }
        return namespaces;
    }

    static String name(Fields fields, String field) {
        String name = fields.text(field, ALLOWED);
        if (!name.isEmpty() && !NAME.matcher(name).matches()) {
            fields.complain(field, ALLOWED);
        }
        return name;
    }
}
