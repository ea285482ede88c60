package io.exaplan.server.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Several query parameters, of which all that cannot be accepted are told at once. */
public final class QueryForm {

    private final List<Offence> offences = new ArrayList<>();

    /** A constant of an enum, spelt as it is; null when it is left out or refused. */
    public <E extends Enum<E>> @Nullable E oneOf(String name, @Nullable String value, Class<E> type) {
        return read(() -> QueryValues.oneOfOrNull(name, value, type));
    }

    /** Constants of an enum; those that are refused are missing. */
    public <E extends Enum<E>> List<E> eachOf(String name, @Nullable List<String> values, Class<E> type) {
        List<E> read = new ArrayList<>();
        for (String value : values == null ? List.<String>of() : values) {
            E constant = oneOf(name, value, type);
            if (constant != null) {
                read.add(constant);
            }
        }
        return List.copyOf(read);
    }

    /** An RFC 3339 instant; null when it is left out or refused. */
    public @Nullable Instant instant(String name, @Nullable String value) {
        return read(() -> QueryValues.instantOrNull(name, value));
    }

    /** Throws the problem of all that was refused. */
    public void finish() {
        if (!offences.isEmpty()) {
            throw Problem.invalid(offences);
        }
    }

    private <T> @Nullable T read(Supplier<@Nullable T> value) {
        try {
            return value.get();
        } catch (Problem refused) {
            offences.addAll(refused.offences());
            return null;
        }
    }
}
