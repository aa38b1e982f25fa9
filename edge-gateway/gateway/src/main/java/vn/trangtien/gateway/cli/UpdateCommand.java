package vn.trangtien.gateway.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.enrol.EnrolmentException;
import vn.trangtien.gateway.enrol.GatewayIdentity;
import vn.trangtien.gateway.remote.deploy.DeployException;
import vn.trangtien.gateway.remote.deploy.Installer;
import vn.trangtien.gateway.remote.deploy.PackageSeal;
import vn.trangtien.gateway.remote.deploy.ReleaseSignature;
import vn.trangtien.gateway.remote.deploy.ReleaseVersion;
import vn.trangtien.gateway.remote.deploy.Releases;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Messages;

@Command(
        name = "update",
        mixinStandardHelpOptions = true,
        description = {
            "Bản phần mềm: đang chạy bản nào, xác nhận, quay lại, cài gói đã ký từ tệp.",
            "Releases of the software: which one runs, confirm it, go back, install a signed package from a file."
        })
final class UpdateCommand {

    private UpdateCommand() {}

    static CommandLine commandLine() {
        return new CommandLine(new UpdateCommand())
                .addSubcommand(new Status())
                .addSubcommand(new Install())
                .addSubcommand(new Confirm())
                .addSubcommand(new Rollback());
    }

    /** What the four have in common. */
    abstract static class OnReleases extends AtPlace {

        abstract Integer on(Releases releases) throws DeployException, IOException, EnvironmentProblem;

        @Override
        public final Integer call() throws EnvironmentProblem {
            try {
                return on(place.releases());
            } catch (DeployException | IOException e) {
                String reason = String.valueOf(e.getMessage());
                throw new EnvironmentProblem(
                        new Text("Không làm được: " + reason, "Not done: " + reason),
                        new Text(
                                "Kiểm tra quyền (sudo?) và xem: update status.",
                                "Check the permissions (sudo?) and see: update status."),
                        e);
            }
        }

        Integer said(Text text, ReleaseVersion version) {
            if (json) {
                Json.print(out(), new Said(text.en(), version.text()));
            } else {
                Messages.line(out(), text);
            }
            return ExitCode.OK;
        }
    }

    /** What {@code --json} shows of a change. */
    record Said(String done, String version) {}

    /** What {@code --json} shows of {@code status}. */
    record Standing(List<Release> releases, String lastFailedVersion, String lastFailedReason) {}

    record Release(String version, boolean installed, boolean running, boolean trial) {}

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = {"Các bản có trên máy.", "The releases on this machine."},
            exitCodeListHeading = "%nMã thoát / exit codes:%n",
            exitCodeList = {"0:xong / done", "3:không đọc được / cannot be read"})
    static final class Status extends OnReleases {

        @Override
        Integer on(Releases releases) throws DeployException {
            List<Releases.Known> known = releases.known();
            Optional<Releases.Failure> failure = releases.lastFailure();
            if (json) {
                Json.print(
                        out(),
                        new Standing(
                                known.stream()
                                        .map(one -> new Release(
                                                one.version().text(), one.installed(), one.running(), one.trial()))
                                        .toList(),
                                failure.map(last -> last.version().text()).orElse(""),
                                failure.map(Releases.Failure::reason).orElse("")));
                return ExitCode.OK;
            }
            for (Releases.Known one : known) {
                out().printf(
                                "%s %-24s %s%s%n",
                                one.running() ? "▶" : " ",
                                one.version(),
                                one.installed() ? "apt" : "update",
                                one.trial() ? "  đang thử / on trial" : "");
            }
            failure.ifPresent(last -> Messages.line(
                    out(),
                    new Text("Đã quay lại từ %s: %s", "Taken back from %s: %s").with(last.version(), last.reason())));
            out().flush();
            return ExitCode.OK;
        }
    }

    @Command(
            name = "install",
            mixinStandardHelpOptions = true,
            description = {
                "Cài gói .zip có chữ ký của thành phố (tệp .seal bên cạnh), để thử; dịch vụ phải khởi động lại.",
                "Installs a .zip with the city's signature (a file .seal beside it), on trial; the service must be restarted."
            },
            exitCodeListHeading = "%nMã thoát / exit codes:%n",
            exitCodeList = {"0:đã cài / installed", "3:bị từ chối / refused"})
    static final class Install extends OnReleases {

        @Parameters(paramLabel = "FILE", description = "trangtien-gateway-<version>-<arch>.zip")
        @SuppressWarnings("NullAway.Init")
        private Path file;

        @Option(names = "--seal", paramLabel = "FILE", description = "Tệp chữ ký / signature. FILE.seal")
        private @Nullable Path seal;

        @Option(names = "--force", description = "Cả khi không mới hơn / even if it is not newer")
        private boolean force;

        @Override
        Integer on(Releases releases) throws DeployException, IOException, EnvironmentProblem {
            Path signature = seal == null ? file.resolveSibling(file.getFileName() + ".seal") : seal;
            PackageSeal sealed = PackageSeal.read(signature);
            var installer =
                    new Installer(releases, new ReleaseSignature(identity().authorities(), Clock.systemUTC()));
            installer.requireNewer(sealed.version(), force);
            installer.verify(file, sealed);
            installer.install(file, sealed.version());
            return said(
                    new Text(
                                    "Đã cài %s để thử; bản này ở lại khi đám mây nhận được tin từ nó",
                                    "Installed %s on trial; it stays once the cloud has acknowledged a message of it")
                            .with(sealed.version()),
                    sealed.version());
        }

        private GatewayIdentity identity() throws EnvironmentProblem {
            var enrolFirst = new Text("Đăng ký trước: enrol.", "Enrol first: enrol.");
            try {
                return place.identity()
                        .load()
                        .orElseThrow(() -> new EnvironmentProblem(
                                new Text(
                                        "Gateway chưa đăng ký nên chưa biết chữ ký nào là của thành phố.",
                                        "The gateway is not enrolled, so it does not know the city's signature."),
                                enrolFirst));
            } catch (EnrolmentException e) {
                throw new EnvironmentProblem(
                        new Text("Danh tính hỏng: " + e.getMessage(), "The identity is broken: " + e.getMessage()),
                        enrolFirst,
                        e);
            }
        }
    }

    @Command(
            name = "confirm",
            mixinStandardHelpOptions = true,
            description = {
                "Giữ bản đang thử, dù đám mây chưa nhận được tin.",
                "Keeps the release on trial, although the cloud has not been reached."
            },
            exitCodeListHeading = "%nMã thoát / exit codes:%n",
            exitCodeList = {"0:đã giữ / kept", "3:không có bản nào đang thử / nothing is on trial"})
    static final class Confirm extends OnReleases {

        @Override
        Integer on(Releases releases) throws DeployException, IOException {
            releases.confirm();
            ReleaseVersion running = releases.runningVersion();
            return said(new Text("Đã xác nhận %s", "Confirmed %s").with(running), running);
        }
    }

    @Command(
            name = "rollback",
            mixinStandardHelpOptions = true,
            description = {
                "Quay lại bản trước; dịch vụ phải khởi động lại.",
                "Goes back to the release before; the service must be restarted."
            },
            exitCodeListHeading = "%nMã thoát / exit codes:%n",
            exitCodeList = {"0:đã quay lại / gone back", "3:không có bản trước / there is none before"})
    static final class Rollback extends OnReleases {

        @Override
        Integer on(Releases releases) throws DeployException, IOException {
            ReleaseVersion back = releases.takeBack("taken back by hand");
            return said(new Text("Lần sau sẽ chạy %s", "%s will run next").with(back), back);
        }
    }
}
