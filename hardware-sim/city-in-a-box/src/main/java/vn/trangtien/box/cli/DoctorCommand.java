package vn.trangtien.box.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vn.trangtien.box.doctor.Doctor;
import vn.trangtien.box.home.Ports;
import vn.trangtien.gateway.terminal.Check;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Finding;
import vn.trangtien.gateway.terminal.Messages;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Xem máy này có chạy được thành phố không và phải sửa gì.",
            "Tells whether this machine can run the city, and what to mend."
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {"0:không có FAIL / no FAIL", "3:có ít nhất một FAIL / at least one FAIL"})
final class DoctorCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final PlaceOptions place = new PlaceOptions();

    @Option(
            names = "--camera",
            paramLabel = "FILE|URL",
            description = "Camera sẽ dùng với up / the camera that up will be given.")
    private @Nullable String camera;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Ports ports = Ports.choose(place.data(), place.base(), place.ports());
        boolean failed = false;
        for (Check check : Doctor.checks(place.data(), ports, Optional.ofNullable(camera))) {
            Finding finding = check.look();
            failed |= finding.level() == Finding.Level.FAIL;
            print(out, finding);
        }
        return failed ? ExitCode.ENVIRONMENT : ExitCode.OK;
    }

    private static void print(PrintWriter out, Finding finding) {
        out.printf("%-4s  ", finding.level());
        Messages.line(out, finding.what());
        finding.remedy().ifPresent(remedy -> {
            out.println("      → " + remedy.vi());
            out.println("        " + remedy.en());
        });
        out.flush();
    }
}
