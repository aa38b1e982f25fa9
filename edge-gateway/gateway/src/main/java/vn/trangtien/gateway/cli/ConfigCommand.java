package vn.trangtien.gateway.cli;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import vn.trangtien.drivers.Text;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.gateway.config.ConfigReader;
import vn.trangtien.gateway.config.InvalidConfigException;
import vn.trangtien.gateway.disk.Durable;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Messages;

@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = {
            "Cấu hình đang dùng và các phiên bản trước, dù được sửa tại chỗ hay từ đám mây.",
            "The configuration in force and its earlier versions, whether changed on the spot or by the cloud."
        })
final class ConfigCommand {

    private ConfigCommand() {}

    static CommandLine commandLine() {
        return new CommandLine(new ConfigCommand())
                .addSubcommand(new Show())
                .addSubcommand(new History())
                .addSubcommand(new Diff())
                .addSubcommand(new Rollback());
    }

    /** One kept version. */
    record Kept(long version, Instant at, long bytes, boolean inForce) {}

    /** What the four have in common: the place, and the folder of versions, which is only read. */
    abstract static class OnVersions extends AtPlace {

        private Path folder() {
            return place.data().resolve("config");
        }

        List<Kept> versions() throws EnvironmentProblem {
            List<Kept> kept = new ArrayList<>();
            if (!Files.isDirectory(folder())) {
                return kept;
            }
            try (Stream<Path> files = Files.list(folder())) {
                long good = good();
                for (Path file : files.filter(
                                file -> file.getFileName().toString().matches("[0-9]{1,18}\\.yaml"))
                        .toList()) {
                    String name = file.getFileName().toString();
                    long number = Long.parseLong(name.substring(0, name.length() - ".yaml".length()));
                    kept.add(new Kept(
                            number, Files.getLastModifiedTime(file).toInstant(), Files.size(file), number == good));
                }
            } catch (IOException e) {
                throw unreadable(folder(), e);
            }
            kept.sort((one, two) -> Long.compare(two.version(), one.version()));
            return kept;
        }

        private long good() throws IOException {
            var state = new Properties();
            Path file = folder().resolve("state.properties");
            if (Files.exists(file)) {
                state.load(new StringReader(Files.readString(file)));
            }
            String number = state.getProperty("version", "0");
            return number.matches("[0-9]{1,18}") ? Long.parseLong(number) : 0;
        }

        String text(long version) throws EnvironmentProblem {
            Path file = folder().resolve(version + ".yaml");
            if (!Files.exists(file)) {
                throw new EnvironmentProblem(
                        new Text("Không còn phiên bản %d.", "Version %d is not kept.").with(version),
                        new Text("Xem các phiên bản: config history.", "See which are: config history."));
            }
            return Place.text(file);
        }

        static EnvironmentProblem unreadable(Path what, IOException why) {
            return new EnvironmentProblem(
                    new Text("Không dùng được %s: %s", "%s cannot be used: %s")
                            .with(what, String.valueOf(why.getMessage())),
                    new Text("Kiểm tra quyền (sudo?).", "Check the permissions (sudo?)."),
                    why);
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = {"In tệp cấu hình, hay một phiên bản cũ.", "Prints the configuration, or an earlier version."
            },
            exitCodeListHeading = "%nMã thoát / exit codes:%n",
            exitCodeList = {"0:xong / done", "3:không đọc được / cannot be read"})
    static final class Show extends OnVersions {

        @Parameters(arity = "0..1", paramLabel = "VERSION", description = "Số phiên bản / number of the version")
        private @Nullable Long version;

        record Shown(String file, String yaml) {}

        @Override
        public Integer call() throws EnvironmentProblem {
            Long wanted = version;
            String yaml = wanted == null ? place.configText() : text(wanted);
            if (json) {
                Json.print(out(), new Shown(wanted == null ? place.config().toString() : wanted + ".yaml", yaml));
            } else {
                out().print(yaml);
                out().flush();
            }
            return ExitCode.OK;
        }
    }

    @Command(
            name = "history",
            mixinStandardHelpOptions = true,
            description = {"Các phiên bản còn giữ, mới nhất trước.", "The versions that are kept, the newest first."},
            exitCodeListHeading = "%nMã thoát / exit codes:%n",
            exitCodeList = {"0:xong / done", "3:không đọc được / cannot be read"})
    static final class History extends OnVersions {

        @Override
        public Integer call() throws EnvironmentProblem {
            List<Kept> versions = versions();
            if (json) {
                Json.print(out(), versions);
                return ExitCode.OK;
            }
            if (versions.isEmpty()) {
                Messages.line(
                        out(),
                        new Text(
                                "Chưa có phiên bản nào: gateway chưa từng chạy.",
                                "No versions yet: the gateway has never run."));
            }
            versions.forEach(kept -> out().printf(
                            "%s %6d  %s  %d byte%n",
                            kept.inForce() ? "▶" : " ", kept.version(), kept.at(), kept.bytes()));
            out().flush();
            return ExitCode.OK;
        }
    }

    @Command(
            name = "diff",
            mixinStandardHelpOptions = true,
            description = {
                "So sánh một phiên bản với tệp hiện tại, hay hai phiên bản với nhau.",
                "Compares a version with the present file, or two versions."
            },
            exitCodeListHeading = "%nMã thoát / exit codes:%n",
            exitCodeList = {"0:giống nhau / the same", "1:khác nhau / different", "3:không đọc được / cannot be read"})
    static final class Diff extends OnVersions {

        @Parameters(index = "0", paramLabel = "VERSION", description = "Phiên bản cũ / the older version")
        private long from;

        @Parameters(index = "1", arity = "0..1", paramLabel = "VERSION", description = "Phiên bản mới / the newer one")
        private @Nullable Long to;

        @Override
        public Integer call() throws EnvironmentProblem {
            Long other = to;
            List<LineDiff.Line> lines = LineDiff.between(text(from), other == null ? place.configText() : text(other));
            boolean same = lines.stream().allMatch(line -> line.mark() == ' ');
            if (json) {
                Json.print(
                        out(), lines.stream().filter(line -> line.mark() != ' ').toList());
            } else {
                LineDiff.withContext(lines).forEach(line -> out().println(line.mark() + " " + line.text()));
                out().flush();
            }
            return same ? ExitCode.OK : ExitCode.NOT_IN_ORDER;
        }
    }

    @Command(
            name = "rollback",
            mixinStandardHelpOptions = true,
            description = {
                "Ghi lại một phiên bản cũ vào tệp cấu hình; có hiệu lực khi dịch vụ khởi động lại.",
                "Writes an earlier version into the file; in force once the service is restarted."
            },
            exitCodeListHeading = "%nMã thoát / exit codes:%n",
            exitCodeList = {
                "0:đã ghi / written",
                "1:phiên bản ấy có lỗi với phần mềm này / that version has mistakes for this software",
                "3:không ghi được / cannot be written"
            })
    static final class Rollback extends OnVersions {

        @Parameters(
                arity = "0..1",
                paramLabel = "VERSION",
                description = "Nếu không có: phiên bản ngay trước / without it: the one before the present one")
        private @Nullable Long version;

        record Done(long version, String file) {}

        @Override
        public Integer call() throws EnvironmentProblem {
            Long wanted = version;
            long number = wanted == null ? previous() : wanted;
            String yaml = text(number);
            try {
                new ConfigReader(DriverCatalog.installed()).read(number + ".yaml", yaml);
                Durable.write(place.config(), yaml);
            } catch (InvalidConfigException e) {
                e.problems().forEach(out()::println);
                out().flush();
                return ExitCode.NOT_IN_ORDER;
            } catch (IOException e) {
                throw unreadable(place.config(), e);
            }
            if (json) {
                Json.print(out(), new Done(number, place.config().toString()));
            } else {
                Messages.line(
                        out(),
                        new Text(
                                        "Đã ghi phiên bản %d vào %s; khởi động lại dịch vụ để dùng",
                                        "Version %d written to %s; restart the service to use it")
                                .with(number, place.config()));
            }
            return ExitCode.OK;
        }

        private long previous() throws EnvironmentProblem {
            List<Kept> versions = versions();
            return versions.stream()
                    .dropWhile(kept -> !kept.inForce())
                    .skip(1)
                    .map(Kept::version)
                    .findFirst()
                    .orElseThrow(() -> new EnvironmentProblem(
                            new Text("Không có phiên bản trước.", "There is no version before the present one."),
                            new Text("Xem: config history.", "See: config history.")));
        }
    }
}
