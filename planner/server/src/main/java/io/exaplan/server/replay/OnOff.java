package io.exaplan.server.replay;

import java.util.Locale;

/** A switch, as the command line writes it. */
enum OnOff {
    ON,
    OFF;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
