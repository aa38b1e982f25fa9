package vn.trangtien.box.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.Suggestion;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.gateway.terminal.ExitCode;

/** {@code city drivers}: what the drivers of this installation say of themselves. */
@Command(
        name = "drivers",
        mixinStandardHelpOptions = true,
        subcommands = {DriversCommand.ListAll.class, DriversCommand.Describe.class, DecodeCommand.class},
        description = {
            "Trình điều khiển cảm biến: có những gì, cấu hình thế nào, giải mã byte đã ghi.",
            "Drivers of sensors: which there are, how they are configured, decoding recorded bytes."
        })
final class DriversCommand {

    private static final JsonMapper PRETTY = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private DriversCommand() {}

    static DriverDescriptor known(CommandSpec spec, DriverCatalog catalog, String type) {
        List<String> types =
                catalog.descriptors().stream().map(DriverDescriptor::type).toList();
        return catalog.find(type)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "không có driver '%s' / there is no driver '%s'%s"
                                .formatted(type, type, Suggestion.sentence(type, types))))
                .descriptor();
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = {"Mọi driver đã cài.", "Every installed driver."})
    static final class ListAll implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Option(names = "--json", description = "Dạng JSON / as JSON")
        private boolean json;

        @Option(
                names = "--markdown",
                description = "Trang tài liệu docs/drivers.md / the page docs/drivers.md of the documentation")
        private boolean markdown;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            List<DriverDescriptor> drivers = DriverCatalog.installed().descriptors();
            if (json) {
                out.println(PRETTY.writeValueAsString(
                        drivers.stream().map(DriverPages::tree).toList()));
            } else if (markdown) {
                out.print(DriverPages.markdown(drivers));
            } else {
                for (DriverDescriptor driver : drivers) {
                    out.printf(
                            "%-15s %-22s %s%n",
                            driver.type(),
                            DriverPages.buses(driver),
                            driver.title().vi());
                    out.printf("%-38s %s%n", "", driver.title().en());
                }
            }
            out.flush();
            return ExitCode.OK;
        }
    }

    @Command(
            name = "describe",
            mixinStandardHelpOptions = true,
            description = {
                "Tham số, kênh, đơn vị, dải đo, độ chính xác và một ví dụ cấu hình.",
                "Parameters, channels, units, ranges, accuracy and an example of a configuration."
            })
    static final class Describe implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Parameters(paramLabel = "DRIVER", description = "ví dụ / for example bme280")
        @SuppressWarnings("NullAway.Init")
        private String type;

        @Option(names = "--json", description = "Dạng JSON, kèm JSON Schema / as JSON, with the JSON Schema")
        private boolean json;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            DriverDescriptor driver = known(spec, DriverCatalog.installed(), type);
            out.print(json ? PRETTY.writeValueAsString(DriverPages.tree(driver)) + "\n" : DriverPages.text(driver));
            out.flush();
            return ExitCode.OK;
        }
    }
}
