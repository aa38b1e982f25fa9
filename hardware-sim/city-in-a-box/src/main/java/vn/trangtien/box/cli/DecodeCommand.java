package vn.trangtien.box.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.DriverDescriptor.BusKind;
import vn.trangtien.drivers.DriverFactory;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.Text;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.trace.BareTrace;
import vn.trangtien.drivers.trace.Trace;
import vn.trangtien.drivers.trace.TraceEvent;
import vn.trangtien.drivers.trace.TraceFormatException;
import vn.trangtien.drivers.trace.TraceReader;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.sim.trace.Decoder;

/** {@code city drivers decode}: samples from bytes that somebody recorded or copied. */
@Command(
        name = "decode",
        mixinStandardHelpOptions = true,
        description = {
            "Giải mã bản ghi bus, hay chính các byte chép từ màn hình, thành mẫu đo (mỗi dòng một JSON).",
            "Decodes a bus trace, or the bare bytes copied from a screen, into samples (one JSON a line).",
            "docs/protocols/bus-trace.md"
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {
            "0:có ít nhất một giá trị / at least one value",
            "1:không giải mã được gì / nothing could be decoded",
            "2:dòng lệnh sai / the command line is wrong",
            "3:không đọc được tệp / the file cannot be read"
        })
final class DecodeCommand implements Callable<Integer> {

    private static final String BARE_BUS = "bus";
    private static final String WARM_UP = "warmUp";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "DRIVER", description = "ví dụ / for example pms5003")
    @SuppressWarnings("NullAway.Init")
    private String type;

    @Option(
            names = "--trace",
            required = true,
            paramLabel = "FILE",
            description = "Bản ghi, hay '-' để đọc từ đầu vào / the trace, or '-' for the standard input")
    @SuppressWarnings("NullAway.Init")
    private String file;

    @Option(
            names = "--param",
            paramLabel = "k=v",
            description = "Tham số của driver, lặp lại được / a parameter of the driver, may be repeated")
    private Map<String, String> params = new LinkedHashMap<>();

    @Option(
            names = "--device",
            paramLabel = "ID",
            description = "Thiết bị trong bản ghi, nếu có nhiều / the device of the trace, if there are several")
    private Optional<String> device = Optional.empty();

    @Option(
            names = "--bus",
            paramLabel = "KIND",
            description =
                    "Loại bus của byte trần / kind of bus of bare bytes: i2c, spi, uart, modbus-rtu, modbus-tcp …")
    private Optional<String> busKind = Optional.empty();

    private int values;

    @Override
    public Integer call() throws EnvironmentProblem, InterruptedException {
        DriverCatalog catalog = DriverCatalog.installed();
        DriverDescriptor descriptor = DriversCommand.known(spec, catalog, type);
        DriverFactory driver = catalog.find(type).orElseThrow();
        List<String> lines = lines();
        try {
            Trace trace = trace(lines, descriptor);
            DeviceConfig config = forRecording(config(trace), descriptor);
            List<String> problems = catalog.problems(config);
            if (!problems.isEmpty()) {
                throw new ParameterException(spec.commandLine(), "--param: " + String.join("\n--param: ", problems));
            }
            Decoder.decode(trace, driver, config, warmUp(config, descriptor), new Printer());
            return values > 0 ? ExitCode.OK : ExitCode.NOT_IN_ORDER;
        } catch (TraceFormatException e) {
            print(Map.of("error", "FORMAT", "message", String.valueOf(e.getMessage())));
            return ExitCode.NOT_IN_ORDER;
        }
    }

    private List<String> lines() throws EnvironmentProblem {
        try {
            if (file.equals("-")) {
                return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                        .lines()
                        .toList();
            }
            return Files.readAllLines(Path.of(file));
        } catch (IOException e) {
            throw new EnvironmentProblem(
                    new Text("Không đọc được tệp %s.", "The file %s cannot be read.").with(file),
                    new Text("Kiểm tra đường dẫn và quyền đọc.", "Check the path and the permission to read it."),
                    e);
        }
    }

    private Trace trace(List<String> lines, DriverDescriptor descriptor) throws TraceFormatException {
        if (!lines.isEmpty() && TraceReader.isTrace(lines.get(0))) {
            return TraceReader.read(file, String.join("\n", lines));
        }
        return BareTrace.read(file, lines, kind(descriptor), BARE_BUS);
    }

    private BusKind kind(DriverDescriptor descriptor) {
        if (busKind.isPresent()) {
            return BusKind.of(busKind.get())
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(), "--bus: '%s' is no kind of bus".formatted(busKind.get())));
        }
        boolean overI2c = params.getOrDefault("adc", "").equals("ads1115");
        return overI2c ? BusKind.I2C : descriptor.busKinds().get(0);
    }

    /** The device of the trace, or one made of the parameters; those of the command line win. */
    private DeviceConfig config(Trace trace) throws TraceFormatException {
        Map<String, Object> typed = typed();
        Optional<DeviceConfig> traced = trace.devices().stream()
                .filter(one -> one.driver().equals(type))
                .filter(one -> device.isEmpty() || device.get().equals(one.id()))
                .findFirst();
        if (traced.isPresent()) {
            var all = new LinkedHashMap<>(traced.get().params());
            all.putAll(typed);
            return new DeviceConfig(traced.get().id(), type, traced.get().bus(), all);
        }
        String bus = trace.events().stream()
                .filter(TraceEvent.Asked.class::isInstance)
                .map(TraceEvent::subject)
                .findFirst()
                .orElseGet(() -> trace.events().isEmpty()
                        ? BARE_BUS
                        : trace.events().get(0).subject());
        return new DeviceConfig(device.orElse(type), type, bus, typed);
    }

    /** Values as a line of a trace writes them: numbers, 0x76, 30s, [0.6, 2.6]. */
    private Map<String, Object> typed() throws TraceFormatException {
        var line = new StringBuilder(TraceReader.VERSION_LINE + "\ndevice x driver=x on=x");
        params.forEach(
                (name, value) -> line.append(' ').append(name).append('=').append(value));
        return TraceReader.read("--param", line.toString()).devices().get(0).params();
    }

    /** The instrument was warm. */
    private DeviceConfig forRecording(DeviceConfig config, DriverDescriptor descriptor) {
        var all = new LinkedHashMap<>(config.params());
        if (descriptor.parameter(WARM_UP).isPresent() && !params.containsKey(WARM_UP)) {
            all.put(WARM_UP, Duration.ZERO.toString());
        }
        return new DeviceConfig(config.id(), config.driver(), config.bus(), all);
    }

    private static Duration warmUp(DeviceConfig config, DriverDescriptor descriptor) {
        Duration usual = descriptor.warmUp();
        return config.params().containsKey(WARM_UP) ? config.needDuration(WARM_UP) : usual;
    }

    private void print(Map<String, ?> tree) {
        spec.commandLine().getOut().println(JsonMapper.shared().writeValueAsString(tree));
        spec.commandLine().getOut().flush();
    }

    private final class Printer implements Decoder.Listener {

        @Override
        public void sample(Sample sample) {
            var tree = new LinkedHashMap<String, Object>();
            tree.put("t", seconds(sample.at()));
            tree.put("channel", sample.channel());
            if (sample.hasValue()) {
                values++;
                tree.put("value", sample.value());
            }
            tree.put("unit", sample.unit());
            tree.put("quality", sample.quality().name());
            print(tree);
        }

        @Override
        public void failed(DeviceException error, long at) {
            var tree = new LinkedHashMap<String, Object>();
            tree.put("t", seconds(at));
            tree.put("error", error.error().name());
            tree.put("message", String.valueOf(error.getMessage()));
            print(tree);
        }

        private double seconds(long nanos) {
            return nanos / 1_000 / 1e6;
        }
    }
}
