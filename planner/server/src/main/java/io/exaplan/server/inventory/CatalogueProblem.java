package io.exaplan.server.inventory;

/**
 * One thing wrong with a catalogue file.
 *
 * @param file the file, as the operator named it
 * @param path where in it, as a JSON pointer; empty for the whole
 * @param message what is wrong and what to do
 */
record CatalogueProblem(String file, String path, String message) {

    @Override
    public String toString() {
        return "%s %s: %s".formatted(file, path.isEmpty() ? "/" : path, message);
    }
}
