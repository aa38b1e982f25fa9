package vn.trangtien.gateway.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
import vn.trangtien.drivers.Text;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.gateway.config.ConfigReader;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.config.InvalidConfigException;
import vn.trangtien.gateway.terminal.Check;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.Finding;

/** The configuration, and whether each of its buses is there and may be used by who asks. */
final class BusChecks {

    private static final int MILLIS = 3_000;
    private static final int MQTT = 1883;
    private static final int MQTTS = 8883;

    private BusChecks() {}

    static List<Check> all(Place place) {
        List<Check> checks = new ArrayList<>();
        GatewayConfig config;
        try {
            config = new ConfigReader(DriverCatalog.installed())
                    .read(place.config().toString(), place.configText());
        } catch (EnvironmentProblem e) {
            return List.of(() -> Finding.fail(e.what(), e.remedy()));
        } catch (InvalidConfigException e) {
            return List.of(() -> Finding.fail(
                    new Text("Cấu hình có lỗi: " + e.getMessage(), "The configuration has mistakes: " + e.getMessage()),
                    new Text("Xem từng lỗi: check.", "See each mistake: check.")));
        }
        checks.add(() -> configuration(config));
        config.buses().forEach(bus -> checks.add(() -> bus(bus)));
        return checks;
    }

    private static Finding configuration(GatewayConfig config) {
        Text what = new Text("Cấu hình của %s: %d thiết bị, %d camera", "Configuration of %s: %d devices, %d cameras")
                .with(config.id(), config.devices().size(), config.cameras().size());
        if (config.simulated()) {
            return Finding.fail(
                    what,
                    new Text(
                            "simulation.enabled là true: bỏ phần simulation trên gateway thật.",
                            "simulation.enabled is true: remove the section simulation on a real gateway."));
        }
        return config.devices().isEmpty() && config.cameras().isEmpty()
                ? Finding.warn(
                        what,
                        new Text(
                                "Thêm thiết bị vào tệp, hoặc đợi cấu hình từ đám mây.",
                                "Add devices to the file, or wait for the cloud's configuration."))
                : Finding.ok(what);
    }

    static Finding bus(BusConfig bus) {
        if (bus instanceof BusConfig.I2c i2c) {
            return node(bus, Path.of("/dev/i2c-" + i2c.bus()), "dtparam=i2c_arm=on");
        }
        if (bus instanceof BusConfig.Spi spi) {
            return node(bus, Path.of("/dev/spidev%d.%d".formatted(spi.bus(), spi.chipSelect())), "dtparam=spi=on");
        }
        if (bus instanceof BusConfig.Uart uart) {
            return node(bus, Path.of(uart.port()), "enable_uart=1");
        }
        if (bus instanceof BusConfig.ModbusRtu rtu) {
            return node(bus, Path.of(rtu.port()), "enable_uart=1");
        }
        if (bus instanceof BusConfig.Gpio) {
            return gpio(bus);
        }
        if (bus instanceof BusConfig.OneWire wire) {
            return oneWire(bus, Path.of(wire.path()));
        }
        if (bus instanceof BusConfig.ModbusTcp tcp) {
            return reach(bus, tcp.host(), tcp.port());
        }
        if (bus instanceof BusConfig.Mqtt mqtt) {
            URI url = URI.create(mqtt.url());
            int usual = "ssl".equals(url.getScheme()) ? MQTTS : MQTT;
            return reach(bus, String.valueOf(url.getHost()), url.getPort() < 0 ? usual : url.getPort());
        }
        return Finding.ok(new Text("Bus %s", "Bus %s").with(bus.name()));
    }

    /** @param overlay line of /boot/firmware/config.txt that makes the node appear on a Raspberry Pi */
    static Finding node(BusConfig bus, Path node, String overlay) {
        if (Files.notExists(node)) {
            return Finding.fail(
                    new Text("Bus %s: không có %s", "Bus %s: there is no %s").with(bus.name(), node),
                    new Text(
                                    "Cắm bộ chuyển đổi hay bật bus (%s trong /boot/firmware/config.txt), rồi xem ls /dev/trangtien.",
                                    "Plug the adapter in or enable the bus (%s in /boot/firmware/config.txt), then see ls /dev/trangtien.")
                            .with(overlay));
        }
        if (Files.isReadable(node) && Files.isWritable(node)) {
            return Finding.ok(new Text("Bus %s: %s", "Bus %s: %s").with(bus.name(), node));
        }
        return Finding.fail(
                new Text("Bus %s: không được phép dùng %s", "Bus %s: no permission for %s").with(bus.name(), node),
                new Text(
                                "Chạy: usermod -aG %s %s, rồi khởi động lại dịch vụ.",
                                "Run: usermod -aG %s %s, then restart the service.")
                        .with(group(node), System.getProperty("user.name", "trangtien-gateway")));
    }

    private static String group(Path node) {
        try {
            return Files.readAttributes(node, PosixFileAttributes.class).group().getName();
        } catch (IOException | UnsupportedOperationException e) {
            return "dialout";
        }
    }

    private static Finding gpio(BusConfig bus) {
        for (int chip = 0; chip < 8; chip++) {
            Path node = Path.of("/dev/gpiochip" + chip);
            if (Files.exists(node, LinkOption.NOFOLLOW_LINKS)) {
                return node(bus, node, "");
            }
        }
        return node(bus, Path.of("/dev/gpiochip0"), "dtoverlay");
    }

    private static Finding oneWire(BusConfig bus, Path folder) {
        return Files.isDirectory(folder)
                ? Finding.ok(new Text("Bus %s: %s", "Bus %s: %s").with(bus.name(), folder))
                : Finding.fail(
                        new Text("Bus %s: không có %s", "Bus %s: there is no %s").with(bus.name(), folder),
                        new Text(
                                "Thêm dtoverlay=w1-gpio vào /boot/firmware/config.txt rồi khởi động lại máy.",
                                "Add dtoverlay=w1-gpio to /boot/firmware/config.txt and restart the machine."));
    }

    static Finding reach(BusConfig bus, String host, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), MILLIS);
            return Finding.ok(new Text("Bus %s: %s:%d", "Bus %s: %s:%d").with(bus.name(), host, port));
        } catch (IOException | IllegalArgumentException e) {
            return Finding.fail(
                    new Text("Bus %s: không tới được %s:%d (%s)", "Bus %s: %s:%d is not reached (%s)")
                            .with(bus.name(), host, port, String.valueOf(e.getMessage())),
                    new Text("Kiểm tra nguồn, cáp mạng và địa chỉ.", "Check supply, network cable and address."));
        }
    }
}
