package vn.trangtien.box.city;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.gateway.config.ConfigReader;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.config.InvalidConfigException;
import vn.trangtien.sim.board.SimulatedBoard;
import vn.trangtien.sim.board.SimulatedBoardBuilder;
import vn.trangtien.sim.time.WorldClock;
import vn.trangtien.sim.world.World;

/** The three places with a gateway: their configuration files, and from these the boards that answer in the place of hardware. */
enum Sites {
    RIVER_BRIDGE("hue-cau-truong-tien"),
    SCHOOL("hue-truong-quoc-hoc"),
    JUNCTION("hue-nga-sau-hung-vuong");

    private final String id;

    Sites(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** The instruments that this configuration expects, at the ends of its buses. */
    static SimulatedBoard board(GatewayConfig config, World world, WorldClock clock) {
        SimulatedBoardBuilder board =
                SimulatedBoard.builder(world, clock).named(config.id()).buses(config.buses());
        config.devices().forEach(entry -> board.device(entry.device()));
        return board.start();
    }

    /** The gateway's file as it comes with the box. */
    String yaml() {
        String file = "gateways/" + id + ".yaml";
        try (InputStream yaml = Sites.class.getResourceAsStream(file)) {
            if (yaml == null) {
                throw new IllegalStateException("not on the class path: " + file);
            }
            return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, read as the gateway on a Pi would read it. */
    GatewayConfig config() {
        try {
            return new ConfigReader(DriverCatalog.installed()).read("gateways/" + id + ".yaml", yaml());
        } catch (InvalidConfigException e) {
            throw new IllegalStateException("a configuration of ours is wrong: " + e.getMessage(), e);
        }
    }

    /**
     * The file that the gateway of this folder goes by: what the cloud changed stays, until the box comes with another file.
     */
    Path configurationIn(Path folder) throws IOException {
        Path file = folder.resolve("gateway.yaml");
        Path seed = folder.resolve("gateway.yaml.as-shipped");
        if (!Files.exists(file)
                || !Files.exists(seed)
                || !Files.readString(seed).equals(yaml())) {
            Files.writeString(file, yaml());
            Files.writeString(seed, yaml());
        }
        return file;
    }
}
