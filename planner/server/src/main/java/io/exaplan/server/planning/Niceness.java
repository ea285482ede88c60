package io.exaplan.server.planning;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a thread step back behind all others: it computes with what they leave. The JVM's own thread priorities have no effect
 * on Linux without options that warn whoever is not root; {@code setpriority(2)} is asked instead, which keeps a niceness of
 * each thread there. Other systems keep one for the whole process, so it is left alone.
 */
final class Niceness {
    private static final Logger log = LoggerFactory.getLogger(Niceness.class);
    private static final int PRIO_PROCESS = 0;
    private static final int THIS_THREAD = 0;

    private Niceness() {}

    /**
     * Of the calling platform thread, for the rest of its life.
     *
     * @param nice 0, as other threads, to 19, the last to compute
     */
    @SuppressWarnings("restricted") // Every way to run the planner enables native access.
    static void ofThisThread(int nice) {
        if (nice == 0 || !System.getProperty("os.name").equals("Linux")) {
            return;
        }
        try {
            Linker linker = Linker.nativeLinker();
            MethodHandle setPriority = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("setpriority"),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            int failed = (int) setPriority.invokeExact(PRIO_PROCESS, THIS_THREAD, nice);
            if (failed != 0) {
                log.info("The system does not let a thread be {} nicer; it computes as all others.", nice);
            }
        } catch (Throwable e) {
            log.info("Threads cannot be made nicer here ({}); all compute alike.", e.toString());
        }
    }
}
