package io.exaplan.agent.driver.kubernetes;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Which extended resources are accelerators here: those of the vendors, and those the operator names. */
record Accelerators(List<NamedResource> named) {

    Accelerators {
        named = List.copyOf(named);
    }

    /** The resource by which a node is reported. */
    record Offered(String resource, AcceleratorFamily family) {}

    /** The family whose whole devices this resource stands for; the operator's word goes before the vendors' names. */
    Optional<Offered> offered(String resource) {
        Optional<AcceleratorFamily> known = AcceleratorFamily.of(resource);
        return known.or(() -> word(resource).map(word -> AcceleratorFamily.named(resource)))
                .map(family -> new Offered(resource, family));
    }

    boolean isWhole(String resource) {
        return offered(resource).isPresent();
    }

    /** The resource a node has most of; ties go to the first name. Where all devices are cut, that of the whole ones. */
    Optional<Offered> offered(Map<String, Long> capacity) {
        return capacity.keySet().stream()
                .map(this::offered)
                .flatMap(Optional::stream)
                .max(Comparator.<Offered>comparingLong(offer -> capacity.get(offer.resource()))
                        .thenComparing(Offered::resource, Comparator.reverseOrder()))
                .or(() -> cut(capacity.keySet()));
    }

    private static Optional<Offered> cut(Collection<String> resources) {
        return resources.stream()
                .sorted()
                .map(AcceleratorFamily::slicedInto)
                .flatMap(Optional::stream)
                .findFirst()
                .map(family -> new Offered(family.device(), family));
    }

    /** What the operator says of how many units there are for each device. */
    OptionalInt slotsPerDevice(String resource) {
        return word(resource).map(word -> OptionalInt.of(word.slotsPerDevice())).orElse(OptionalInt.empty());
    }

    private Optional<NamedResource> word(String resource) {
        return named.stream().filter(word -> word.name().equals(resource)).findFirst();
    }
}
