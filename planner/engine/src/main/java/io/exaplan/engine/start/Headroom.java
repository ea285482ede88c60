package io.exaplan.engine.start;

/**
 * Room that long jobs leave to short ones that have not come yet: a job that runs longer than {@code longerThanSeconds} starts
 * only where at least {@code devices} stay free after it.
 */
record Headroom(int devices, long longerThanSeconds) {
    static final Headroom NONE = new Headroom(0, Long.MAX_VALUE);

    boolean holds(long seconds, int wanted, int free) {
        return seconds > longerThanSeconds && free - wanted < devices;
    }
}
