package vn.trangtien.box.city;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.gateway.config.ConfigReader;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.config.InvalidConfigException;
import vn.trangtien.sim.board.SimulatedBoard;
import vn.trangtien.sim.board.SimulatedBoardBuilder;
import vn.trangtien.sim.time.WorldClock;
import vn.trangtien.sim.world.World;

/** The three places with a gateway: their configuration files, and the boards that answer in the place of hardware. */
enum Sites {
    RIVER_BRIDGE("hue-cau-truong-tien") {
        @Override
        SimulatedBoardBuilder instruments(SimulatedBoardBuilder board) {
            return board.a02yyuw("uart-lv", 4_200).tippingBucket(17, 0.2794).sdm120("rs485", 1);
        }
    },
    SCHOOL("hue-truong-quoc-hoc") {
        @Override
        SimulatedBoardBuilder instruments(SimulatedBoardBuilder board) {
            return board.bme280("i2c-1", 0x76).pms5003("uart-pm");
        }
    },
    JUNCTION("hue-nga-sau-hung-vuong") {
        @Override
        SimulatedBoardBuilder instruments(SimulatedBoardBuilder board) {
            return board.mcp3008NoiseMeter("spi-0", 2);
        }
    };

    private final String id;

    Sites(String id) {
        this.id = id;
    }

    abstract SimulatedBoardBuilder instruments(SimulatedBoardBuilder board);

    String id() {
        return id;
    }

    SimulatedBoard board(World world, WorldClock clock) {
        return instruments(SimulatedBoard.builder(world, clock).named(id)).start();
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

    /** The same buses with serial ports that end at the board instead of in {@code /dev}. */
    static List<BusConfig> onBoard(List<BusConfig> buses, SimulatedBoard board) {
        return buses.stream().map(bus -> onBoard(bus, board)).toList();
    }

    private static BusConfig onBoard(BusConfig bus, SimulatedBoard board) {
        if (bus instanceof BusConfig.Uart uart) {
            return new BusConfig.Uart(uart.name(), board.portPath(uart.name()));
        }
        if (bus instanceof BusConfig.ModbusRtu line) {
            return new BusConfig.ModbusRtu(
                    line.name(), board.portPath(line.name()), line.baud(), line.parity(), line.timeout(), line.quiet());
        }
        return bus;
    }
}
