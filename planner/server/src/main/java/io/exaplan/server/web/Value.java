package io.exaplan.server.web;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * How one JSON value is read.
 *
 * @param <T> what it becomes
 */
@FunctionalInterface
public interface Value<T> {

    /** Reads the value; when it cannot be accepted, adds why and returns nothing. */
    Optional<T> read(JsonNode node, String path, List<Offence> offences);

    /** This value with a further condition. */
    default Value<T> when(Predicate<? super T> condition, String message) {
        return (node, path, offences) -> read(node, path, offences).filter(value -> {
            if (condition.test(value)) {
                return true;
            }
            offences.add(Offence.of(path, node, message));
            return false;
        });
    }
}
