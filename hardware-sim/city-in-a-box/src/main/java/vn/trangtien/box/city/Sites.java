package vn.trangtien.box.city;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

    /** The gateway's file, read as the gateway on a Pi would read it. */
    GatewayConfig config() {
        String file = "gateways/" + id + ".yaml";
        try (InputStream yaml = Sites.class.getResourceAsStream(file)) {
            if (yaml == null) {
                throw new IllegalStateException("not on the class path: " + file);
            }
            return new ConfigReader(DriverCatalog.installed())
                    .read(file, new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
        } catch (InvalidConfigException e) {
            throw new IllegalStateException("a configuration of ours is wrong: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
