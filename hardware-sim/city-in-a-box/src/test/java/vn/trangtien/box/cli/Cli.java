package vn.trangtien.box.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import picocli.CommandLine;

/** Runs a command as the shell would. */
final class Cli {

    record Result(int exitCode, String out, String err) {}

    private Cli() {}

    static Result run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        CommandLine line = CityCommand.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        int exitCode = line.execute(arguments);
        return new Result(exitCode, out.toString(), err.toString());
    }

    /** A file of the repository's documentation; tests run in the folder of their module. */
    static Path document(String name) {
        return Path.of("..", "..", "docs").resolve(name);
    }
}
