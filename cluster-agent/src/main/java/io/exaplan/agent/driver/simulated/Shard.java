package io.exaplan.agent.driver.simulated;

/**
 * One of several equal parts of a list of nodes. Which part a node is in depends on its name alone: the first eight bytes of
 * the name's SHA-256, as an unsigned number, modulo the number of parts.
 *
 * @param index from 1 to {@code count}
 * @param count number of parts, at least 1
 */
record Shard(int index, int count) {

    static final Shard ALL = new Shard(1, 1);

    Shard {
        if (count < 1 || index < 1 || index > count) {
            throw new IllegalArgumentException("Not a shard: " + index + "/" + count);
        }
    }

    static Shard parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("Not a shard: " + text);
        }
        return new Shard(
                Integer.parseInt(text.substring(0, slash).strip()),
                Integer.parseInt(text.substring(slash + 1).strip()));
    }

    boolean has(String name) {
        return Long.remainderUnsigned(StableHash.of(name), count) == index - 1;
    }

    @Override
    public String toString() {
        return index + "/" + count;
    }
}
