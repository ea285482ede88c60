package io.exaplan.server.dispatch;

import io.exaplan.contract.LogTail;
import io.exaplan.contract.OpenSession;
import io.exaplan.contract.OperatorOffer;
import io.exaplan.contract.OrdersSeen;
import io.exaplan.contract.Protocol;
import io.exaplan.contract.RunReport;
import io.exaplan.contract.SyncRequest;
import io.exaplan.server.web.Offence;
import io.exaplan.server.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What must hold of a message beyond its types; tells every field that is wrong at once. */
final class ExchangeRules {
    static final int LONGEST_NAME = 253;
    private static final int LONGEST_OFFER = 20_000;
    private static final int MOST_LOGS = 100;
    private static final int MOST_WINDOWS = 100;
    private static final int MINUTES_OF_DAY = 24 * 60;
    /** Far beyond what any planner counts to, and safe to add one to. */
    private static final long MOST = 1L << 52;

    private static final long LONGEST_SWITCH_SECONDS = 24 * 60 * 60;

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final List<Offence> offences = new ArrayList<>();

    private ExchangeRules() {}

    static void check(OpenSession session) {
        ExchangeRules rules = new ExchangeRules();
        rules.name("cluster", session.cluster());
        rules.name("agentVersion", session.agentVersion());
        rules.name("instance", session.instance());
        Long switchSeconds = session.switchSeconds();
        if (switchSeconds != null) {
            rules.range("switchSeconds", switchSeconds, 0, LONGEST_SWITCH_SECONDS);
        }
        rules.throwIfAny();
    }

    static void check(SyncRequest request, int maxRuns) {
        ExchangeRules rules = new ExchangeRules();
        rules.name("cluster", request.cluster());
        rules.name("agentVersion", request.agentVersion());
        rules.digest("inventoryDigest", request.inventoryDigest());
        rules.range("sessionEpoch", request.sessionEpoch(), 1, MOST);
        rules.range("sequence", request.sequence(), 1, MOST);
        rules.range("waitMillis", request.waitMillis(), 0, Protocol.LONGEST_POLL_MILLIS);
        rules.seen(request.seen());
        rules.offer(request.offer());
        rules.runs(request.runs(), maxRuns);
        rules.logs(request.logs());
        rules.throwIfAny();
    }

    private void runs(List<RunReport> runs, int maxRuns) {
        range("runs", runs.size(), 0, maxRuns);
        for (int i = 0; i < runs.size() && offences.size() < 100; i++) {
            name("runs[%d].runId".formatted(i), runs.get(i).runId());
            if ((Object) runs.get(i).state() == null) {
                offences.add(new Offence("runs[%d].state".formatted(i), null, "is missing"));
            }
        }
    }

    private void logs(List<LogTail> logs) {
        range("logs", logs.size(), 0, MOST_LOGS);
        for (int i = 0; i < Math.min(logs.size(), MOST_LOGS); i++) {
            name("logs[%d].requestId".formatted(i), logs.get(i).requestId());
        }
    }

    private void seen(@Nullable OrdersSeen seen) {
        if (seen != null) {
            name("seen.databaseId", seen.databaseId());
            range("seen.leaderEpoch", seen.leaderEpoch(), 0, MOST);
            range("seen.revision", seen.revision(), 0, MOST);
        }
    }

    private void offer(@Nullable OperatorOffer offer) {
        if (offer != null) {
            names("offer.nodes", offer.nodes());
            names("offer.tenants", offer.tenants());
            List<OperatorOffer.DailyWindow> hours = offer.hours();
            if (hours != null) {
                range("offer.hours", hours.size(), 0, MOST_WINDOWS);
                for (int i = 0; i < Math.min(hours.size(), MOST_WINDOWS); i++) {
                    range("offer.hours[%d].from".formatted(i), hours.get(i).from(), 0, MINUTES_OF_DAY - 1);
                    range(
                            "offer.hours[%d].until".formatted(i),
                            hours.get(i).until(),
                            Math.clamp(hours.get(i).from() + 1L, 1, MINUTES_OF_DAY),
                            MINUTES_OF_DAY);
                }
            }
        }
    }

    private void names(String field, @Nullable List<String> names) {
        if (names == null) {
            return;
        }
        range(field, names.size(), 0, LONGEST_OFFER);
        for (int i = 0; i < names.size() && offences.size() < 100; i++) {
            name("%s[%d]".formatted(field, i), names.get(i));
        }
    }

    private void name(String field, @Nullable String value) {
        if (value == null) {
            offences.add(new Offence(field, null, "is missing"));
        } else if (!Storable.plain(value, LONGEST_NAME)) {
            offences.add(new Offence(
                    field,
                    Storable.text(value, 60),
                    "must have 1 to %d characters, none of them control characters".formatted(LONGEST_NAME)));
        }
    }

    private void digest(String field, @Nullable String value) {
        if (value == null) {
            offences.add(new Offence(field, null, "is missing"));
        } else if (!DIGEST.matcher(value).matches()) {
            offences.add(new Offence(field, Storable.text(value, 60), "must have 64 hexadecimal digits in lower case"));
        }
    }

    private void range(String field, long value, long least, long most) {
        if (value < least || value > most) {
            offences.add(new Offence(field, Long.toString(value), "must be from %d to %d".formatted(least, most)));
        }
    }

    private void throwIfAny() {
        if (!offences.isEmpty()) {
            throw Problem.invalid(offences);
        }
    }
}
