package io.exaplan.agent.driver.simulated;

/** What stands behind an open world on disk. */
interface Keeping extends AutoCloseable {

    /** Nothing stands behind a world that is only looked at. */
    Keeping NOTHING = new Keeping() {
        @Override
        public void tidy(WorldState state) {}

        @Override
        public void close() {}
    };

    /** Makes the journal short again when it has grown long. */
    void tidy(WorldState state);

    @Override
    void close();

    /**
     * A journal under its lock.
     *
     * @param compactAfterLines lines more than needed that are borne
     */
    record OnDisk(WorldLock lock, Journal journal, int compactAfterLines) implements Keeping {
        @Override
        public void tidy(WorldState state) {
            // An ended run is one line that stays for good; twice their number keeps compaction rare however many there
            // are.
            if (journal.lines() > compactAfterLines + 2L * state.size()) {
                journal.compact(state.snapshot());
            }
        }

        @Override
        public void close() {
            journal.close();
            lock.close();
        }
    }
}
