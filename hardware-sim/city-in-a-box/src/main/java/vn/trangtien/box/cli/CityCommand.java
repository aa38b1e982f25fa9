package vn.trangtien.box.cli;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import vn.trangtien.box.city.Workbench;
import vn.trangtien.gateway.cli.GatewayCommand;
import vn.trangtien.gateway.cli.ModelsCommand;
import vn.trangtien.gateway.terminal.Manners;

/** {@code city}: the root of all commands, and what they have in common – help, exit codes, how failures are shown. */
@Command(
        name = "city",
        mixinStandardHelpOptions = true,
        versionProvider = CityCommand.Version.class,
        subcommands = {
            UpCommand.class,
            DoctorCommand.class,
            AuditCommand.class,
            DriversCommand.class,
            SimCommand.class,
            CameraCommand.class,
            BenchCommand.class,
            CompletionCommand.class,
            WireCommand.class,
            FleetCommand.class,
            IngestCommand.class,
            VideoCommand.class,
            EgovCommand.class,
            HelpCommand.class
        },
        description = {
            "Tràng Tiền: cả một thành phố thông minh trong một tiến trình.",
            "Tràng Tiền: a whole smart city in one process.",
            "",
            "Bắt đầu / begin with:  ./city up"
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {
            "0:xong, không có gì sai / done, in order",
            "1:đã chạy, nhưng kết quả không ổn / ran, but the result is not in order",
            "2:dòng lệnh sai / the command line is wrong",
            "3:máy, cổng, ổ đĩa hay tệp cản trở / machine, port, disk or file stands in the way",
            "4:lỗi của chương trình, xem tệp nhật ký / mistake of the program, see the log file"
        })
public final class CityCommand {

    private CityCommand() {}

    /** The command line with everything that all commands share. */
    public static CommandLine commandLine() {
        var line = new CommandLine(new CityCommand());
        line.addSubcommand("gateway", GatewayCommand.commandLine(new Workbench()));
        line.addSubcommand("models", ModelsCommand.commandLine());
        return Manners.teach(line, "CITY_TRACE");
    }

    /** The version of the jar, and of the Java that runs it. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Optional.ofNullable(CityCommand.class.getPackage().getImplementationVersion())
                    .orElse("(development)");
            return new String[] {"Tràng Tiền " + version, "Java " + Runtime.version()};
        }
    }
}
