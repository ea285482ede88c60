package io.exaplan.agent.driver.kubernetes;

import io.exaplan.agent.settings.Fields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The field {@code labels} of a block that is about objects with all of these labels. */
final class RequiredLabels {

    private RequiredLabels() {}

    static Map<String, String> read(Fields fields) {
        Map<String, String> selector = new HashMap<>();
        for (String label : fields.texts("labels").orElse(List.of())) {
            int equals = label.indexOf('=');
            if (equals < 1) {
                fields.complain("labels", "a list of KEY=VALUE");
            } else {
                selector.put(label.substring(0, equals), label.substring(equals + 1));
            }
        }
        return selector;
    }
}
