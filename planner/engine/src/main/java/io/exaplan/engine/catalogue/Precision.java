package io.exaplan.engine.catalogue;

/** A number format a peak is stated for. */
public enum Precision {
    FP64,
    FP32,
    TF32,
    FP16,
    BF16,
    FP8,
    FP4,
    /** Integers of 8 bits: its peaks count integer operations, in TOPS. */
    INT8,
    /** Integers of 4 bits: its peaks count integer operations, in TOPS. */
    INT4;

    /** {@code TFLOPS} for floating point, {@code TOPS} for integers. */
    public String unit() {
        return switch (this) {
            case INT8, INT4 -> "TOPS";
            case FP64, FP32, TF32, FP16, BF16, FP8, FP4 -> "TFLOPS";
        };
    }
}
