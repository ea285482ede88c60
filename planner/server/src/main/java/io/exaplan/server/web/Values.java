package io.exaplan.server.web;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The values bodies are made of. Each refuses the wrong type and whatever lies out of bounds; none ever throws. */
public final class Values {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,118}[A-Za-z0-9])?");
    private static final String NAME_RULE =
            "State 1 to 120 letters, digits, dots, dashes or underscores, a letter or digit at either end.";
    /** Years people mean; beyond them arithmetic on time overflows somewhere. */
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    static final String INSTANT_RULE = "State an RFC 3339 instant from 1970 to 2199, such as 2026-03-02T08:00:00Z.";

    private Values() {}

    /** Text of 1 to {@code longest} characters. */
    public static Value<String> text(int longest) {
        return (node, path, offences) -> node.isString()
                        && !node.stringValue().isBlank()
                        && node.stringValue().length() <= longest
                ? Optional.of(node.stringValue())
                : refuse(node, path, offences, "State text of 1 to %d characters.".formatted(longest));
    }

    /** Text of at most {@code longest} characters, which may be blank. */
    public static Value<String> anyText(int longest) {
        return (node, path, offences) -> node.isString() && node.stringValue().length() <= longest
                ? Optional.of(node.stringValue())
                : refuse(node, path, offences, "State text of at most %d characters.".formatted(longest));
    }

    /** A name that fits into addresses, labels and logs. */
    public static Value<String> name() {
        return (node, path, offences) ->
                node.isString() && NAME.matcher(node.stringValue()).matches()
                        ? Optional.of(node.stringValue())
                        : refuse(node, path, offences, NAME_RULE);
    }

    /** A whole number within bounds. */
    public static Value<Integer> integer(int least, int most) {
        return (node, path, offences) -> node.isInt() && node.intValue() >= least && node.intValue() <= most
                ? Optional.of(node.intValue())
                : refuse(node, path, offences, "State a whole number from %d to %d.".formatted(least, most));
    }

    /** A whole number within bounds. */
    public static Value<Long> wholeNumber(long least, long most) {
        return (node, path, offences) ->
                (node.isInt() || node.isLong()) && node.longValue() >= least && node.longValue() <= most
                        ? Optional.of(node.longValue())
                        : refuse(node, path, offences, "State a whole number from %d to %d.".formatted(least, most));
    }

    /** A number within bounds, both included. */
    public static Value<Double> number(double least, double most) {
        return (node, path, offences) -> {
            double value = node.isNumber() ? node.asDouble(Double.NaN) : Double.NaN;
            return value >= least && value <= most
                    ? Optional.of(value)
                    : refuse(
                            node, path, offences, "State a number from %s to %s.".formatted(plain(least), plain(most)));
        };
    }

    /** True or false. */
    public static Value<Boolean> flag() {
        return (node, path, offences) -> node.isBoolean()
                ? Optional.of(node.booleanValue())
                : refuse(node, path, offences, "State true or false.");
    }

    /** An ISO 8601 duration within bounds, in whole seconds. */
    public static Value<Duration> duration(Duration least, Duration most) {
        String rule = "State an ISO 8601 duration in whole seconds from %s to %s, such as PT4H30M or P2D."
                .formatted(least, most);
        return (node, path, offences) -> node.isString()
                ? duration(node.stringValue())
                        .filter(value -> value.compareTo(least) >= 0
                                && value.compareTo(most) <= 0
                                && value.equals(value.truncatedTo(ChronoUnit.SECONDS)))
                        .or(() -> refuse(node, path, offences, rule))
                : refuse(node, path, offences, rule);
    }

    /** An RFC 3339 instant. */
    public static Value<Instant> instant() {
        return (node, path, offences) -> node.isString()
                ? instant(node.stringValue()).or(() -> refuse(node, path, offences, INSTANT_RULE))
                : refuse(node, path, offences, INSTANT_RULE);
    }

    /** A constant of an enum, spelt as it is. */
    public static <E extends Enum<E>> Value<E> oneOf(Class<E> type) {
        return oneOf(Arrays.asList(type.getEnumConstants()));
    }

    /** One of these constants of an enum, spelt as it is. */
    public static <E extends Enum<E>> Value<E> oneOf(List<E> constants) {
        return (node, path, offences) -> constants.stream()
                .filter(constant -> node.isString() && constant.name().equals(node.stringValue()))
                .findFirst()
                .or(() -> refuse(node, path, offences, "State one of %s.".formatted(constants)));
    }

    /** Whatever it is; for what is read by its parts as well. */
    public static Value<JsonNode> json() {
        return (node, path, offences) -> Optional.of(node);
    }

    /** A list of at most so many values. */
    public static <T> Value<List<T>> list(Value<T> element, int most) {
        return (node, path, offences) -> {
            if (!node.isArray() || node.size() > most) {
                return refuse(node, path, offences, "State a list of at most %d.".formatted(most));
            }
            List<T> read = new ArrayList<>();
            for (int i = 0; i < node.size(); i++) {
                element.read(node.get(i), "%s[%d]".formatted(path, i), offences).ifPresent(read::add);
            }
            return read.size() == node.size() ? Optional.of(List.copyOf(read)) : Optional.empty();
        };
    }

    /** Names with a value each, at most so many, in the order given. */
    public static <T> Value<Map<String, T>> map(Pattern key, Value<T> element, int most) {
        return (node, path, offences) -> {
            if (!node.isObject() || node.size() > most) {
                return refuse(node, path, offences, "State an object of at most %d fields.".formatted(most));
            }
            Map<String, T> read = new LinkedHashMap<>();
            node.properties().forEach(entry -> {
                String at = path + "." + entry.getKey();
                if (!key.matcher(entry.getKey()).matches()) {
                    offences.add(Offence.of(at, entry.getValue(), "The name does not match %s.".formatted(key)));
                } else {
                    element.read(entry.getValue(), at, offences).ifPresent(value -> read.put(entry.getKey(), value));
                }
            });
            return read.size() == node.size() ? Optional.of(read) : Optional.empty();
        };
    }

    private static <T> Optional<T> refuse(JsonNode node, String path, List<Offence> offences, String message) {
        offences.add(Offence.of(path, node, message));
        return Optional.empty();
    }

    private static Optional<Duration> duration(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** An RFC 3339 instant of the years people mean; empty when it is none. */
    public static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text)).filter(value -> !value.isBefore(FIRST) && value.isBefore(LAST));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
