package vn.trangtien.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.trangtien.drivers.Text;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.gateway.schema.GatewaySchema;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;

@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = {
            "In JSON Schema của tệp cấu hình, để trình soạn thảo gợi ý và kiểm tra khi gõ.",
            "Prints the JSON Schema of the configuration, with which editors complete and check while you type."
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {"0:xong / done", "3:không ghi được tệp / file cannot be written"})
final class SchemaCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--json", description = "Luôn là JSON / always JSON")
    @SuppressWarnings("UnusedVariable") // every command has the option
    private boolean json;

    @Option(names = "--out", paramLabel = "FILE", description = "Ghi vào tệp / write to a file")
    private @Nullable Path out;

    @Override
    public Integer call() throws EnvironmentProblem {
        String schema = GatewaySchema.text(DriverCatalog.installed());
        Path file = out;
        if (file == null) {
            PrintWriter print = spec.commandLine().getOut();
            print.print(schema);
            print.flush();
            return ExitCode.OK;
        }
        try {
            Files.writeString(file, schema);
            return ExitCode.OK;
        } catch (IOException e) {
            throw new EnvironmentProblem(
                    new Text("Không ghi được tệp %s.", "The file %s cannot be written.").with(file),
                    new Text("Kiểm tra thư mục và quyền ghi.", "Check the folder and the permission to write."),
                    e);
        }
    }
}
