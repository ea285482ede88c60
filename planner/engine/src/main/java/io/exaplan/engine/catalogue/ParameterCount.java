package io.exaplan.engine.catalogue;

/**
 * How large a model is.
 *
 * @param total parameters that must be held in memory
 * @param active parameters each token passes through; equal to the total unless the model is a mixture of experts
 */
public record ParameterCount(long total, long active) {

    /** Every parameter works on every token. */
    public static ParameterCount dense(long parameters) {
        return new ParameterCount(parameters, parameters);
    }

    void check(Findings findings) {
        findings.require(
                total > 0,
                "totalBillionParameters",
                "states %d parameters.".formatted(total),
                "State how many parameters it has, above 0.");
        findings.require(
                active > 0 && active <= total,
                "activeBillionParameters",
                "states %d active of %d parameters.".formatted(active, total),
                "Active parameters are above 0 and at most the total; leave them out for a dense model.");
    }
}
