package vn.trangtien.box.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import vn.trangtien.gateway.terminal.ExitCode;

/** {@code city completion}: what a shell must know to complete every command and option. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {
            "In kịch bản hoàn thành lệnh cho bash và zsh:  source <(./city completion)",
            "Prints the completion script for bash and zsh:  source <(./city completion)"
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = "0:xong / done")
final class CompletionCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(AutoComplete.bash("city", spec.root().commandLine()));
        out.flush();
        return ExitCode.OK;
    }
}
