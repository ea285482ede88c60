package io.exaplan.server.demand;

import io.exaplan.engine.catalogue.Stack;
import io.exaplan.server.demand.JobSpec.Runtime;
import io.exaplan.server.demand.JobSpec.SecretVariable;
import io.exaplan.server.demand.JobSpec.Volume;
import io.exaplan.server.web.JsonForm;
import io.exaplan.server.web.Value;
import io.exaplan.server.web.Values;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what a job runs, for all stacks and for each. */
final class RuntimeReader {

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,254}");

    /** What Kubernetes allows as the name of a secret and of a claim. */
    private static final Pattern OBJECT = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

    private static final Pattern SECRET_KEY = Pattern.compile("[A-Za-z0-9._-]{1,253}");
    private static final Pattern PATH = Pattern.compile("/[^:]{1,1000}");
    private static final int MOST_LISTED = 256;
    private static final int MOST_VOLUMES = 32;
    private static final int LONGEST_TEXT = 4096;

    private RuntimeReader() {}

    static Runtime read(JsonForm form) {
        Map<Stack, Runtime> byStack = new EnumMap<>(Stack.class);
        form.object("byStack").ifPresent(stacks -> {
            for (Stack stack : Stack.values()) {
                stacks.object(stack.name()).ifPresent(own -> byStack.put(stack, read(own, Map.of())));
            }
        });
        return read(form, byStack);
    }

    private static Runtime read(JsonForm form, Map<Stack, Runtime> byStack) {
        Map<String, String> environment =
                form.optional("environment", Values.map(VARIABLE, Values.anyText(LONGEST_TEXT), MOST_LISTED), Map.of());
        return new Runtime(
                form.orNull("image", Values.text(512)),
                form.optional("command", Values.list(Values.anyText(LONGEST_TEXT), MOST_LISTED), List.of()),
                environment,
                secrets(form, environment.keySet()),
                volumes(form),
                byStack);
    }

    private static List<SecretVariable> secrets(JsonForm form, Set<String> plain) {
        Set<String> taken = new HashSet<>(plain);
        return form.objects("secrets", MOST_LISTED).stream()
                .map(each -> {
                    String variable = each.required("variable", matching(VARIABLE, "the name of a variable"), "");
                    if (!variable.isEmpty() && !taken.add(variable)) {
                        each.refuse("variable", "Name each variable once, in environment or in secrets.");
                    }
                    return new SecretVariable(
                            variable,
                            each.required("secret", matching(OBJECT, "the name of a secret on the cluster"), ""),
                            each.required("key", matching(SECRET_KEY, "the name of an entry of the secret"), ""));
                })
                .toList();
    }

    private static List<Volume> volumes(JsonForm form) {
        Set<String> taken = new HashSet<>();
        return form.objects("volumes", MOST_VOLUMES).stream()
                .map(each -> {
                    String path = each.required("path", matching(PATH, "an absolute path without a colon"), "");
                    if (!path.isEmpty() && !taken.add(path)) {
                        each.refuse("path", "Mount one volume at each path.");
                    }
                    return new Volume(
                            each.required("claim", matching(OBJECT, "the name of a claim on the cluster"), ""),
                            path,
                            each.optional("readOnly", Values.flag(), false));
                })
                .toList();
    }

    private static Value<String> matching(Pattern pattern, String what) {
        return Values.text(LONGEST_TEXT)
                .when(text -> pattern.matcher(text).matches(), "State %s: %s".formatted(what, pattern));
    }
}
