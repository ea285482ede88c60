package io.exaplan.engine.kernel;

import java.util.Locale;

/**
 * A rate of dense FP16/BF16 vendor-peak floating point operations per second, in whole GFLOPS, so that sums are exact.
 *
 * @param giga the rate in GFLOPS
 */
public record Flops(long giga) implements Comparable<Flops> {
    public static final Flops ZERO = new Flops(0);

    /** @param teraFlops the rate in TFLOPS, rounded to the nearest GFLOPS */
    public static Flops ofTera(double teraFlops) {
        return new Flops(Math.round(teraFlops * 1e3));
    }

    /** @param petaFlops the rate in PFLOPS, rounded to the nearest GFLOPS; {@code Long.MAX_VALUE} when infinite */
    public static Flops ofPeta(double petaFlops) {
        return new Flops(Math.round(petaFlops * 1e6));
    }

    /**
     * What thousandths of a device count for.
     *
     * @param milliDevices thousandths of devices
     * @param peakTflops the peak of one device in TFLOPS: a thousandth of it is as many GFLOPS
     */
    public static Flops ofDevices(long milliDevices, double peakTflops) {
        return new Flops(Math.round(milliDevices * peakTflops));
    }

    public Flops plus(Flops other) {
        return new Flops(Math.addExact(giga, other.giga));
    }

    public Flops minus(Flops other) {
        return new Flops(Math.subtractExact(giga, other.giga));
    }

    public double tera() {
        return giga / 1e3;
    }

    public double peta() {
        return giga / 1e6;
    }

    public double exa() {
        return giga / 1e9;
    }

    @Override
    public int compareTo(Flops other) {
        return Long.compare(giga, other.giga);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f PFLOPS", peta());
    }
}
