package vn.trangtien.gateway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.port.BusConfig;

/** Reads the YAML of a gateway. Thread-safe: no state but the installed drivers. */
public final class ConfigReader {

    private static final String ID_RULE =
            "must be 1 to 64 letters, digits, '-' or '_', because it becomes a part of topics and certificates";
    private static final Duration FOREVER = Duration.ofDays(3650);

    private final DriverCatalog drivers;

    /** @param drivers asked whether each device's parameters fit */
    public ConfigReader(DriverCatalog drivers) {
        this.drivers = drivers;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     * @throws InvalidConfigException with every mistake in it
     */
    public GatewayConfig read(Path file) throws IOException, InvalidConfigException {
        return read(file.toString(), Files.readString(file));
    }

    /**
     * Reads a text.
     *
     * @param file named in messages
     */
    public GatewayConfig read(String file, String yaml) throws InvalidConfigException {
        var problems = new Problems(file);
        Optional<Node> root = compose(yaml, problems);
        problems.throwIfAny();
        if (root.isEmpty()) {
            problems.add(1, "gateway", "", "is missing: the file is empty");
            problems.throwIfAny();
        }
        GatewayConfig config;
        try (var top = new Section("", root.orElseThrow(), problems)) {
            config = gateway(top, problems);
        }
        problems.throwIfAny();
        return config;
    }

    private static Optional<Node> compose(String yaml, Problems problems) {
        try {
            var settings = LoadSettings.builder()
                    .setUseMarks(true)
                    .setAllowDuplicateKeys(false)
                    .build();
            return new Compose(settings).composeString(yaml);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            problems.add(line, "(syntax)", "", "is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            problems.add(1, "(syntax)", "", "is not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private GatewayConfig gateway(Section top, Problems problems) {
        String id = "";
        Site site = new Site("", 0, 0);
        ZoneId zone = ZoneId.of("Asia/Ho_Chi_Minh");
        Optional<Section> section = top.section("gateway");
        if (section.isEmpty()) {
            top.missing("gateway", "needs id and site");
        } else {
            try (Section gateway = section.get()) {
                id = id(gateway);
                site = site(gateway);
                zone = zone(gateway).orElse(zone);
            }
        }
        List<BusConfig> buses = new BusSection(problems).read(top.section("buses"));
        var devices = new DeviceSections(drivers, buses, problems);
        List<DeviceEntry> entries = devices.read(top.list("devices"));
        List<CameraEntry> cameras = new CameraSections(zone).read(top.list("cameras"), entries);
        List<RuleEntry> rules =
                new RuleSections(new RuleChannels(drivers, entries, devices.ids())).read(top.list("rules"));
        PublishPolicy publish =
                top.section("publish").map(ConfigReader::publish).orElse(PublishPolicy.DEFAULT);
        boolean simulated =
                top.section("simulation").map(ConfigReader::simulation).orElse(false);
        return new GatewayConfig(
                id,
                site,
                zone,
                buses,
                entries,
                cameras,
                rules,
                publish,
                PolicySections.cloud(top.section("cloud")),
                PolicySections.remote(top.section("remote")),
                PolicySections.page(top.section("page")),
                simulated);
    }

    private static boolean simulation(Section section) {
        try (section) {
            section.text("scenario");
            return section.bool("enabled").orElse(false);
        }
    }

    static String id(Section section) {
        String id = section.requiredText("id", ID_RULE);
        if (!id.isEmpty() && !id.matches("[A-Za-z0-9_-]{1,64}")) {
            section.wrong("id", ID_RULE);
        }
        return id;
    }

    private static Site site(Section gateway) {
        Optional<Section> section = gateway.section("site");
        if (section.isEmpty()) {
            gateway.missing("site", "needs name, lat and lon, so that the map can show it");
            return new Site("", 0, 0);
        }
        try (Section site = section.get()) {
            String name = site.requiredText("name", "a name for people");
            Optional<Double> lat = site.number("lat", -90, 90);
            Optional<Double> lon = site.number("lon", -180, 180);
            if (site.keys().stream().noneMatch("lat"::equals)
                    || site.keys().stream().noneMatch("lon"::equals)) {
                site.missing("lat and lon", "degrees, WGS 84");
            }
            return new Site(name, lat.orElse(0.0), lon.orElse(0.0));
        }
    }

    private static Optional<ZoneId> zone(Section gateway) {
        Optional<String> name = gateway.text("timezone");
        try {
            return name.map(ZoneId::of);
        } catch (DateTimeException e) {
            gateway.wrong("timezone", "must be the name of a time zone such as Asia/Ho_Chi_Minh");
            return Optional.empty();
        }
    }

    private static PublishPolicy publish(Section section) {
        try (section) {
            PublishPolicy usual = PublishPolicy.DEFAULT;
            long maxBytes = usual.maxBytes();
            Duration keep = usual.keep();
            Optional<Section> store = section.section("store");
            if (store.isPresent()) {
                try (Section limits = store.get()) {
                    maxBytes = limits.whole("maxMb", 1, 1_000_000)
                            .map(megabytes -> megabytes << 20)
                            .orElse(maxBytes);
                    keep = limits.duration("keep", Duration.ofMinutes(1), FOREVER)
                            .orElse(keep);
                }
            }
            return new PublishPolicy(
                    section.duration("heartbeat", Duration.ofSeconds(1), Duration.ofDays(1))
                            .orElse(usual.heartbeat()),
                    maxBytes,
                    keep,
                    section.bool("gzip").orElse(usual.gzip()),
                    section.whole("perSecond", 1, 100_000).map(Long::intValue).orElse(usual.perSecond()));
        }
    }
}
