package io.exaplan.server.web;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;

/**
 * A parameter a query may have.
 *
 * @param required whether it must be there
 * @param list whether it may be there more than once, or with commas
 */
record QueryParameter(String name, boolean required, boolean list, Spelling spelling) {

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,19}");
    private static final String WHOLE_RULE = "State a whole number.";
    private static final String DURATION_RULE = "State an ISO 8601 duration, such as PT1H or P2D.";

    /**
     * How its values are spelt.
     *
     * @param good whether a value can be read
     * @param rule what is allowed instead
     */
    record Spelling(Predicate<String> good, String rule) {

        private static final Spelling ANY = new Spelling(value -> true, "");

        static Spelling of(@Nullable Class<?> type) {
            if (type == null || type == String.class) {
                return ANY;
            }
            if (type.isEnum()) {
                List<String> constants = Arrays.stream(type.getEnumConstants())
                        .map(each -> ((Enum<?>) each).name())
                        .toList();
                return new Spelling(constants::contains, "State one of %s.".formatted(constants));
            }
            if (type == Instant.class) {
                return new Spelling(value -> Values.instant(value).isPresent(), Values.INSTANT_RULE);
            }
            if (type == Duration.class) {
                return new Spelling(Spelling::isDuration, DURATION_RULE);
            }
            if (type == Boolean.class || type == boolean.class) {
                return new Spelling(Set.of("true", "false")::contains, "State true or false.");
            }
            if (type == Integer.class || type == int.class) {
                return new Spelling(value -> isWhole(value, Integer.SIZE), WHOLE_RULE);
            }
            if (type == Long.class || type == long.class) {
                return new Spelling(value -> isWhole(value, Long.SIZE), WHOLE_RULE);
            }
            throw new IllegalStateException("How a %s is spelt is not said here.".formatted(type));
        }

        /** Digits, and no more than so many bits hold. */
        private static boolean isWhole(String value, int bits) {
            return WHOLE.matcher(value).matches() && new BigInteger(value).bitLength() < bits;
        }

        private static boolean isDuration(String value) {
            try {
                Duration.parse(value);
                return true;
            } catch (DateTimeException | ArithmeticException e) {
                return false;
            }
        }
    }

    /** One that may be left out and may be any text. */
    static QueryParameter text(String name) {
        return new QueryParameter(name, false, false, Spelling.ANY);
    }

    /** One that may be left out. */
    static QueryParameter optional(String name, Predicate<String> good, String rule) {
        return new QueryParameter(name, false, false, new Spelling(good, rule));
    }

    /** What a controller declares. */
    static QueryParameter of(MethodParameter parameter) {
        RequestParam declared = Objects.requireNonNull(parameter.getParameterAnnotation(RequestParam.class));
        String name = declared.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : declared.name();
        boolean required = declared.required() && ValueConstants.DEFAULT_NONE.equals(declared.defaultValue());
        boolean list = List.class.isAssignableFrom(parameter.getParameterType());
        Class<?> type =
                list ? ResolvableType.forMethodParameter(parameter).resolveGeneric(0) : parameter.getParameterType();
        return new QueryParameter(name, required, list, Spelling.of(type));
    }

    /** Tells what cannot be read of its values, in the order they have in the query. */
    void check(List<String> values, List<Offence> offences) {
        if (!list && values.size() > 1) {
            offences.add(new Offence(name, String.join(", ", values), "State it once."));
            return;
        }
        List<String> each =
                list && values.size() == 1 ? List.of(values.getFirst().split(",", -1)) : values;
        each.stream()
                .filter(spelling.good().negate())
                .forEach(value -> offences.add(new Offence(name, value, spelling.rule())));
    }
}
