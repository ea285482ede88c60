package io.exaplan.agent.loop;

import io.exaplan.agent.driver.ClusterDriver;
import io.exaplan.agent.driver.DriverFailure;
import io.exaplan.agent.driver.LogLines;
import io.exaplan.contract.LogRequest;
import io.exaplan.contract.LogTail;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the ends of logs the planner asks for, each on a thread of its own, and keeps them until the planner has them. What is
 * told is bounded, whatever is asked for.
 */
final class LogAnswers {

    private static final int MOST_LINES = 2_000;
    private static final int LONGEST_LINE = 2_000;
    private static final int MOST_CHARACTERS = 200_000;
    private static final int MOST_AT_ONCE = 8;

    private final ClusterDriver driver;
    private final Runnable ready;
    private final Set<String> asked = new HashSet<>();
    private final Map<String, LogTail> answers = new LinkedHashMap<>();

    /** @param ready called when there is something to tell */
    LogAnswers(ClusterDriver driver, Runnable ready) {
        this.driver = driver;
        this.ready = ready;
    }

    /** Reads what is asked for and not being read; what is beyond a few at once is asked again. */
    synchronized void ask(Collection<LogRequest> requests) {
        for (LogRequest request : requests) {
            if (asked.size() < MOST_AT_ONCE && asked.add(request.requestId())) {
                Thread.ofVirtual().name("log of " + request.runId()).start(() -> answer(request));
            }
        }
    }

    /** All that is to be told. */
    synchronized List<LogTail> ready() {
        return List.copyOf(answers.values());
    }

    /** The planner has these. */
    synchronized void delivered(Collection<LogTail> told) {
        for (LogTail tail : told) {
            answers.remove(tail.requestId());
            asked.remove(tail.requestId());
        }
    }

    private void answer(LogRequest request) {
        LogTail tail = read(request);
        synchronized (this) {
            answers.put(tail.requestId(), tail);
        }
        ready.run();
    }

    private LogTail read(LogRequest request) {
        try {
            int most = Math.clamp(request.lines(), 1, MOST_LINES);
            return bounded(request.requestId(), driver.log(request.runId(), most));
        } catch (DriverFailure failure) {
            return new LogTail(request.requestId(), List.of(), false, failure.getMessage());
        } catch (RuntimeException failure) {
            return new LogTail(
                    request.requestId(), List.of(), false, "The log cannot be read: " + failure.getMessage());
        }
    }

    /** The newest lines that fit. */
    private static LogTail bounded(String requestId, LogLines log) {
        List<String> kept = new ArrayList<>();
        int characters = 0;
        for (String line : log.lines().reversed()) {
            String shown = line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "...";
            characters += shown.length() + 1;
            if (characters > MOST_CHARACTERS) {
                break;
            }
            kept.add(shown);
        }
        return new LogTail(
                requestId,
                List.copyOf(kept.reversed()),
                log.truncated() || kept.size() < log.lines().size(),
                null);
    }
}
