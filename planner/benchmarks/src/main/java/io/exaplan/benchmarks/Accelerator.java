package io.exaplan.benchmarks;

import java.util.List;

/**
 * A model of the catalogue, as generated cities have it.
 *
 * @param key its catalogue key
 * @param tflops dense FP16/BF16 peak of one device
 * @param watts power of one device, 0 when the catalogue does not know
 */
record Accelerator(String key, String stack, int memoryGib, double tflops, double watts) {
    static final List<Accelerator> ALL = List.of(
            new Accelerator("H800", "CUDA", 80, 989, 700),
            new Accelerator("A800", "CUDA", 80, 312, 400),
            new Accelerator("H20", "CUDA", 96, 148, 400),
            new Accelerator("910B2", "CANN", 64, 376, 400),
            new Accelerator("910C", "CANN", 128, 752, 0),
            new Accelerator("MLU590", "NEUWARE", 80, 314, 0),
            new Accelerator("K100-AI", "DTK", 64, 192, 350),
            new Accelerator("L40S", "CUDA", 48, 362, 350));
}
