package vn.trangtien.gateway.terminal;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;

/** What all command lines of this product have in common: width, UTF-8, and how a failure is shown. */
public final class Manners {

    private static final int WIDTH = 110;

    private Manners() {}

    /**
     * Teaches them to a command line and all below it; call it last.
     *
     * @param traceVariable environment variable that shows the stack of an internal mistake
     */
    public static CommandLine teach(CommandLine line, String traceVariable) {
        line.setUsageHelpWidth(WIDTH);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        line.setExecutionExceptionHandler((failure, command, parsed) -> show(command.getErr(), failure, traceVariable));
        return line;
    }

    private static int show(PrintWriter to, Exception failure, String traceVariable) {
        if (failure instanceof EnvironmentProblem problem) {
            Messages.problem(to, problem);
            return ExitCode.ENVIRONMENT;
        }
        Messages.internal(to, failure, Optional.empty(), traceVariable);
        if (System.getenv(traceVariable) != null) {
            failure.printStackTrace(to);
        }
        return ExitCode.INTERNAL;
    }
}
