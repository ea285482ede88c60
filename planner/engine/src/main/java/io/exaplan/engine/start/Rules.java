package io.exaplan.engine.start;

import java.util.ArrayList;
import java.util.List;

/** The headroom rules among which a decision chooses, their sizes read off the past. */
final class Rules {
    /** Long is what runs longer than these shares of the past jobs. */
    private static final double[] LONG = {0.5, 0.7};

    /** Room is kept for the widest job of these shares of the past jobs. */
    private static final int[] EIGHTHS = {1, 2, 3, 4};

    private Rules() {}

    static List<Headroom> from(Habits habits, int usable) {
        List<Headroom> rules = new ArrayList<>();
        rules.add(Headroom.NONE);
        if (habits.known()) {
            for (int eighths : EIGHTHS) {
                for (double share : LONG) {
                    Headroom rule = new Headroom(usable * eighths / 8, habits.seconds(share));
                    if (rule.devices() > 0 && !rules.contains(rule)) {
                        rules.add(rule);
                    }
                }
            }
        }
        return rules;
    }
}
