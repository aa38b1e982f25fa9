package vn.trangtien.sim.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Suggestion;
import vn.trangtien.drivers.Text;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultSetting;
import vn.trangtien.sim.scenario.Scenario.Expectation;
import vn.trangtien.sim.scenario.Scenario.PlannedCommand;
import vn.trangtien.sim.scenario.Scenario.PlannedFault;
import vn.trangtien.sim.world.WorldProfile;

/** Reads the YAML of scenarios, shipped or a user's own. Thread-safe: no state. */
public final class ScenarioReader {

    /** The shipped ones, in the order in which a newcomer should meet them. */
    public static final List<String> SHIPPED = List.of("flood-night", "smog-morning", "festival", "broken-everything");

    private static final List<String> FAULTS =
            Arrays.stream(Fault.values()).map(Fault::code).toList();

    private static final List<String> QUALITIES =
            Arrays.stream(Quality.values()).map(Quality::name).toList();

    /** Gives the content of a file beside the scenario. */
    @FunctionalInterface
    private interface Folder {
        String read(String name) throws IOException;
    }

    private ScenarioReader() {}

    /**
     * A shipped scenario by its name, or a user's own by its path.
     *
     * @throws IOException if there is neither
     * @throws ScenarioException with every mistake in it
     */
    public static Scenario find(String nameOrPath) throws IOException, ScenarioException {
        if (SHIPPED.contains(nameOrPath)) {
            return read(nameOrPath + ".yaml", resource(nameOrPath + ".yaml"), ScenarioReader::resource);
        }
        Path file = Path.of(nameOrPath);
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is neither a shipped scenario nor a file '%s'%s"
                    .formatted(nameOrPath, Suggestion.sentence(nameOrPath, SHIPPED)));
        }
        return read(file.toString(), Files.readString(file), name -> Files.readString(file.resolveSibling(name)));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ScenarioReader.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("there is no shipped file '%s'".formatted(name));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Scenario read(String file, String yaml, Folder folder) throws IOException, ScenarioException {
        List<String> problems = new ArrayList<>();
        Optional<Node> root = compose(file, yaml, problems);
        if (root.isEmpty()) {
            problems.add(problems.isEmpty() ? "%s:1: name is '': is missing: the file is empty".formatted(file) : "");
            problems.removeIf(String::isEmpty);
            throw new ScenarioException(problems);
        }
        Scenario scenario;
        try (var top = new Part(file, "", root.get(), problems)) {
            scenario = scenario(file, top, folder);
        }
        if (!problems.isEmpty()) {
            throw new ScenarioException(problems);
        }
        return scenario;
    }

    private static Optional<Node> compose(String file, String yaml, List<String> problems) {
        try {
            var settings = LoadSettings.builder()
                    .setUseMarks(true)
                    .setAllowDuplicateKeys(false)
                    .build();
            return new Compose(settings).composeString(yaml);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            problems.add("%s:%d: (syntax) is '': is not YAML: %s".formatted(file, line, e.getProblem()));
        } catch (YamlEngineException e) {
            problems.add("%s:1: (syntax) is '': is not YAML: %s".formatted(file, e.getMessage()));
        }
        return Optional.empty();
    }

    private static Scenario scenario(String file, Part top, Folder folder) throws IOException {
        String name = top.needText("name", "letters, digits and '-'");
        Duration length = top.duration("for").orElse(Duration.ofHours(24));
        if (length.isZero()) {
            top.wrong("for", "must be longer than nothing");
        }
        WorldProfile world = world(top);
        String gateway = top.needText("gateway", "the gateway's configuration, a file of the same folder");
        return new Scenario(
                file,
                name,
                title(top),
                top.whole("seed").orElse(1L),
                length,
                top.instant("start").map(world::startingAt).orElse(world),
                gateway,
                gateway(top, gateway, folder),
                instruments(top),
                commands(top),
                faults(top),
                expectations(top, length));
    }

    private static Text title(Part top) {
        Optional<Part> section = top.part("title");
        if (section.isEmpty()) {
            top.missing("title", "vi and en, for people");
            return new Text("?", "?");
        }
        try (Part title = section.get()) {
            String vi = title.needText("vi", "the title in Vietnamese");
            String en = title.needText("en", "the title in English");
            return new Text(vi.isEmpty() ? "?" : vi, en.isEmpty() ? "?" : en);
        }
    }

    private static WorldProfile world(Part top) {
        Optional<Part> section = top.part("world");
        if (section.isEmpty()) {
            top.missing("world", "a profile such as { profile: flood-night }");
            return WorldProfile.steady(0.5, 0);
        }
        try (Part world = section.get()) {
            return WorldPart.read(world);
        }
    }

    private static String gateway(Part top, String name, Folder folder) throws IOException {
        if (name.isEmpty()) {
            return "";
        }
        if (name.contains("/") || name.contains("\\")) {
            top.wrong("gateway", "must be a file of the same folder");
            return "";
        }
        try {
            return folder.read(name);
        } catch (IOException e) {
            throw new IOException(
                    "gateway: the configuration '%s' cannot be read: %s".formatted(name, e.getMessage()), e);
        }
    }

    private static Map<String, Map<String, Object>> instruments(Part top) {
        var instruments = new LinkedHashMap<String, Map<String, Object>>();
        Optional<Part> section = top.part("instruments");
        if (section.isPresent()) {
            try (Part devices = section.get()) {
                for (String id : devices.keys()) {
                    devices.part(id).ifPresent(device -> instruments.put(id, device.values()));
                }
            }
        }
        return instruments;
    }

    private static List<PlannedCommand> commands(Part top) {
        List<PlannedCommand> commands = new ArrayList<>();
        for (Part command : top.list("commands")) {
            try (command) {
                Duration at = command.duration("at").orElse(Duration.ZERO);
                String device = command.needText("device", "the id of a device");
                String channel = command.needText("channel", "a channel that takes commands");
                if (!command.has("value")) {
                    command.missing("value", "a number in the unit of the channel");
                }
                double value = command.number("value").orElse(0);
                commands.add(new PlannedCommand(at, device, channel, value, command.line()));
            }
        }
        return commands;
    }

    private static List<PlannedFault> faults(Part top) {
        List<PlannedFault> faults = new ArrayList<>();
        for (Part part : top.list("faults")) {
            try (part) {
                String code = part.needText("fault", "one of " + FAULTS);
                Duration at = part.duration("at").orElse(Duration.ZERO);
                Optional<Duration> length = part.duration("for");
                if (!part.has("for")) {
                    part.missing("for", "how long it lasts, for example 10m");
                }
                String target = part.needText("target", "the id of a device, bus/… or gateway");
                Fault fault = Arrays.stream(Fault.values())
                        .filter(known -> known.code().equals(code))
                        .findFirst()
                        .orElse(Fault.NACK);
                if (!code.isEmpty() && !FAULTS.contains(code)) {
                    part.wrong("fault", "is no fault" + Suggestion.sentence(code, FAULTS));
                }
                double probability = part.number("probability").orElse(1);
                if (!(probability > 0 && probability <= 1)) {
                    part.wrong("probability", "must be more than 0 and at most 1");
                    probability = 1;
                }
                var setting = new FaultSetting(fault, part.number("amount").orElse(fault.defaultAmount()), probability);
                faults.add(new PlannedFault(at, length.orElse(Duration.ZERO), target, setting, part.line()));
            }
        }
        return faults;
    }

    private static List<Expectation> expectations(Part top, Duration length) {
        List<Expectation> expectations = new ArrayList<>();
        for (Part part : top.list("expect")) {
            try (part) {
                boolean isCounter = part.has("counter");
                String subject = isCounter
                        ? part.needText("counter", "a counter of the run")
                        : part.needText("channel", "device.channel, for example river.level, or else counter");
                if (!isCounter && !subject.isEmpty() && !subject.contains(".")) {
                    part.wrong("channel", "must be device.channel, for example river.level");
                }
                Optional<String> quality = part.text("quality");
                if (quality.isPresent() && !QUALITIES.contains(quality.get())) {
                    part.wrong("quality", "is no quality" + Suggestion.sentence(quality.get(), QUALITIES));
                    quality = Optional.empty();
                }
                if (!part.has("above") && !part.has("below") && !part.has("quality")) {
                    part.missing("above", "an expectation needs above, below or quality");
                }
                Duration after = part.duration("after").orElse(Duration.ZERO);
                expectations.add(new Expectation(
                        subject,
                        isCounter,
                        part.number("above"),
                        part.number("below"),
                        quality.map(Quality::valueOf),
                        part.yes("never"),
                        after,
                        part.duration("within").orElse(length),
                        part.line()));
            }
        }
        return expectations;
    }
}
