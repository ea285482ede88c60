package io.exaplan.server;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code exaplan}. Exit codes: 0 done, 1 failed, 2 wrongly called. */
@Command(name = "exaplan", description = "Plans compute capacity across clusters.", version = "exaplan 0.1.0", mixinStandardHelpOptions = true)
public final class Exaplan implements Runnable {

    private final PrintWriter out;

    private Exaplan(PrintWriter out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(execute(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments));
    }

    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Exaplan(out)).setOut(out).setErr(err).execute(arguments);
    }

    @Override
    public void run() {
        CommandLine.usage(this, out);
    }
}
