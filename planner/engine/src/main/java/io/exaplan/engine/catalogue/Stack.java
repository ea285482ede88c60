package io.exaplan.engine.catalogue;

/** The software stack a device is programmed with; an image built for one does not run on another. */
public enum Stack {
    /** NVIDIA. */
    CUDA,
    /** Huawei Ascend. */
    CANN,
    /** Cambricon. */
    NEUWARE,
    /** Hygon. */
    DTK,
    /** MetaX. */
    MACA,
    /** Moore Threads. */
    MUSA,
    /** Iluvatar CoreX. */
    COREX,
    /** Kunlunxin. */
    XPU,
    /** Biren. */
    BIRENSUPA,
    /** AMD. */
    ROCM,
    /** Not disclosed. */
    UNKNOWN
}
