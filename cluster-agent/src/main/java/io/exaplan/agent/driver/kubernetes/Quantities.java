package io.exaplan.agent.driver.kubernetes;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads Kubernetes' quantities, such as {@code 64Gi} or {@code 1500m}. What is no number counts as nothing. */
final class Quantities {

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final BigDecimal MIB = BigDecimal.valueOf(1 << 20);

    private Quantities() {}

    /** Whole numbers by resource, rounded down. */
    static Map<String, Long> whole(@Nullable Map<String, Quantity> quantities) {
        Map<String, Long> whole = new HashMap<>();
        if (quantities != null) {
            quantities.forEach((resource, quantity) -> whole.put(resource, number(quantity, BigDecimal.ONE)));
        }
        return whole;
    }

    /** Thousandths. */
    static long milli(@Nullable Quantity quantity) {
        return quantity == null ? 0 : number(quantity, BigDecimal.ONE.divide(THOUSAND));
    }

    /** MiB, rounded down. */
    static long mib(@Nullable Quantity quantity) {
        return quantity == null ? 0 : number(quantity, MIB);
    }

    private static long number(Quantity quantity, BigDecimal unit) {
        try {
            return quantity.getNumericalAmount()
                    .divide(unit, 0, RoundingMode.DOWN)
                    .longValue();
        } catch (ArithmeticException | IllegalArgumentException unreadable) {
            return 0;
        }
    }
}
