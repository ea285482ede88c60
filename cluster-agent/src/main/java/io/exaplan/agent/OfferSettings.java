package io.exaplan.agent;

import io.exaplan.agent.settings.Fields;
import io.exaplan.contract.OperatorOffer;
import io.exaplan.contract.OperatorOffer.DailyWindow;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what the operator lends to the plan. */
final class OfferSettings {

    private static final Pattern WINDOW = Pattern.compile("([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})");

    private OfferSettings() {}

    /** The block {@code offer}; absent when it was left out. */
    static @Nullable OperatorOffer read(Fields fields) {
        if (!fields.has("offer")) {
            return null;
        }
        Fields offer = fields.block("offer");
        return new OperatorOffer(
                offer.texts("nodes").orElse(null),
                offer.texts("tenants").orElse(null),
                offer.texts("hours").map(texts -> windows(offer, texts)).orElse(null));
    }

    private static List<DailyWindow> windows(Fields offer, List<String> texts) {
        List<DailyWindow> windows = texts.stream().map(OfferSettings::window).toList();
        boolean valid = windows.stream()
                .allMatch(window -> window.from() >= 0 && window.until() <= 1440 && window.from() < window.until());
        if (!valid) {
            offer.complain("hours", "windows such as 20:00-24:00; one over midnight is written as two");
        }
        return valid ? windows : List.of();
    }

    private static DailyWindow window(String text) {
        Matcher matcher = WINDOW.matcher(text);
        return matcher.matches()
                ? new DailyWindow(
                        minutes(matcher.group(1), matcher.group(2)), minutes(matcher.group(3), matcher.group(4)))
                : new DailyWindow(-1, -1);
    }

    private static int minutes(String hours, String minutes) {
        return Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
    }
}
