package vn.trangtien.gateway.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that answers people, or programs with {@code --json}. */
abstract class Answering implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    @Option(names = "--json", description = "Dạng JSON / as JSON")
    boolean json;

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
