package vn.trangtien.gateway.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import vn.trangtien.gateway.remote.deploy.RunningVersion;

/** {@code trangtien-gateway}, and {@code city gateway}: everything for the technician of one gateway. */
@Command(
        name = "trangtien-gateway",
        mixinStandardHelpOptions = true,
        versionProvider = GatewayCommand.Version.class,
        description = {
            "Gateway Tràng Tiền, dành cho kỹ thuật viên.",
            "The Tràng Tiền gateway, for technicians.",
            "",
            "Bắt đầu / begin with:  enrol, check, doctor"
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {
            "0:xong, không có gì sai / done, in order",
            "1:đã chạy, nhưng có điều không ổn / ran, but something is not in order",
            "2:dòng lệnh sai / the command line is wrong",
            "3:máy, mạng, ổ đĩa hay tệp cản trở / machine, network, disk or file stands in the way",
            "4:lỗi của chương trình / mistake of the program"
        })
public final class GatewayCommand {

    private GatewayCommand() {}

    /** The command with all below it, for the ports of this machine; the caller gives it its manners. */
    public static CommandLine commandLine() {
        return commandLine(Workshop.machine());
    }

    /** @param workshop where hardware comes from */
    public static CommandLine commandLine(Workshop workshop) {
        return new CommandLine(new GatewayCommand())
                .addSubcommand(new EnrolCommand())
                .addSubcommand(new RunCommand(workshop))
                .addSubcommand(new StatusCommand())
                .addSubcommand(new CheckCommand())
                .addSubcommand(new DoctorCommand())
                .addSubcommand(new DevicesCommand())
                .addSubcommand(new ReadCommand(workshop))
                .addSubcommand(new SpoolCommand())
                .addSubcommand(ConfigCommand.commandLine())
                .addSubcommand(UpdateCommand.commandLine())
                .addSubcommand(new CodeCommand())
                .addSubcommand(ModelsCommand.commandLine())
                .addSubcommand(new SchemaCommand())
                .addSubcommand(new HelpCommand());
    }

    /** The version of the release that runs. */
    static String version() {
        return RunningVersion.text();
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Tràng Tiền " + version(), "Java " + Runtime.version()};
        }
    }
}
