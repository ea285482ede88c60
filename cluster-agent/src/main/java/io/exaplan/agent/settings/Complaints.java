package io.exaplan.agent.settings;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a file, in the order it was found. */
final class Complaints {

    private final List<String> all = new ArrayList<>();

    void add(String field, String value, String allowed) {
        all.add(field + " is " + value + "; allowed: " + allowed + ".");
    }

    void missing(String field, String allowed) {
        all.add(field + " is missing; allowed: " + allowed + ".");
    }

    void add(String sentence) {
        all.add(sentence);
    }

    List<String> all() {
        return List.copyOf(all);
    }
}
