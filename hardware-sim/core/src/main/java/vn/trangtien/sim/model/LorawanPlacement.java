package vn.trangtien.sim.model;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.board.DeviceModel;
import vn.trangtien.sim.board.Workbench;
import vn.trangtien.sim.model.LorawanModel.Content;
import vn.trangtien.sim.model.LorawanModel.Server;
import vn.trangtien.sim.model.LorawanModel.Subscription;

/**
 * Puts a LoRaWAN device and its network server behind the broker. Each field of the configuration is a sensor of the device, of
 * what its name and unit make likely. It sends as often as the configuration expects it, otherwise every ten minutes; the
 * simulation may say {@code every} and {@code lostShare} (0 to 1).
 */
public final class LorawanPlacement implements DeviceModel {

    private static final Duration USUAL_INTERVAL = Duration.ofMinutes(10);
    private static final String CAYENNE_LPP = "cayenne-lpp";

    /** A sensor of the device: its value as the device itself sends it. */
    private record Sensor(String from, DoubleSupplier value) {}

    @Override
    public String driver() {
        return "lorawan";
    }

    @Override
    public void place(DeviceConfig device, BusConfig bus, Workbench bench) {
        var simulated = new Simulated(bench.simulation());
        Server server = server(device);
        Map<String, Sensor> sensors = sensors(device, bench);
        boolean cayenne = device.text("codec").orElse("object").equals(CAYENNE_LPP);
        Supplier<Content> content = cayenne ? cayenne(server, sensors) : () -> decoded(sensors);
        var subscription = new Subscription(
                server,
                device.needText("application"),
                device.needText("devEui"),
                simulated
                        .duration("every")
                        .or(() -> device.duration("expectEvery"))
                        .orElse(USUAL_INTERVAL),
                simulated.number("lostShare").orElse(0.0));
        bench.messages(new LorawanModel(
                subscription,
                content,
                () -> bench.world().startsAt().plus(bench.worldTime()),
                bench.randomness("radio"),
                bench.clock().nanoTime()));
    }

    private static Server server(DeviceConfig device) {
        String name = device.text("server").orElse("chirpstack");
        return switch (name) {
            case "chirpstack" -> Server.CHIRPSTACK;
            case "ttn" -> Server.TTN;
            default ->
                throw new IllegalArgumentException("devices.%s.params.server must be chirpstack or ttn, but was '%s'"
                        .formatted(device.id(), name));
        };
    }

    private static Map<String, Sensor> sensors(DeviceConfig device, Workbench bench) {
        var sensors = new TreeMap<String, Sensor>();
        device.map("fields")
                .ifPresent(fields -> fields.forEach((name, written) -> {
                    String channel = String.valueOf(name);
                    if (!(written instanceof Map<?, ?> field)) {
                        throw new IllegalArgumentException(
                                "devices.%s.params.fields.%s must be a map with from and unit"
                                        .formatted(device.id(), channel));
                    }
                    sensors.put(channel, sensor(channel, field, bench));
                }));
        return sensors;
    }

    private static Sensor sensor(String channel, Map<?, ?> field, Workbench bench) {
        String unit = field.get("unit") instanceof String text ? text : "";
        String from = field.get("from") instanceof String text ? text : channel;
        double scale = field.get("scale") instanceof Number number ? number.doubleValue() : 1;
        double offset = field.get("offset") instanceof Number number ? number.doubleValue() : 0;
        Quantity quantity = Quantity.likely(bench.world(), channel, unit).orElse(new Quantity(at -> 1, 0, 100));
        DoubleSupplier felt = bench.felt(channel, quantity.of(), quantity.min(), quantity.max());
        return new Sensor(from, () -> (felt.getAsDouble() - offset) / scale);
    }

    /** The codec of the device's maker is not ours to know: the payload has hundredths, the object is what the codec gives. */
    private static Content decoded(Map<String, Sensor> sensors) {
        var payload = new ByteArrayOutputStream();
        var object = new LinkedHashMap<String, Object>();
        sensors.values().forEach(sensor -> {
            double value = Math.round(sensor.value().getAsDouble() * 1000) / 1000.0;
            long hundredths = Math.round(value * 100);
            payload.write((int) (hundredths >> 8));
            payload.write((int) hundredths);
            lay(object, sensor.from(), value);
        });
        return new Content(payload.toByteArray(), object);
    }

    private static Supplier<Content> cayenne(Server server, Map<String, Sensor> sensors) {
        var items = new LinkedHashMap<CayenneItem, DoubleSupplier>();
        sensors.values().forEach(sensor -> items.put(CayenneItem.named(sensor.from()), sensor.value()));
        return () -> {
            var payload = new ByteArrayOutputStream();
            var values = new LinkedHashMap<CayenneItem, Double>();
            var object = new LinkedHashMap<String, Object>();
            items.forEach((item, sensed) -> {
                double value = sensed.getAsDouble();
                item.write(value, payload);
                values.put(item, value);
                object.put(item.name(), item.received(value));
            });
            return new Content(
                    payload.toByteArray(), server == Server.TTN ? object : CayenneItem.chirpStackObject(values));
        };
    }

    /** A name with dots is a path into objects. */
    @SuppressWarnings("unchecked")
    private static void lay(Map<String, Object> object, String path, double value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            object.put(path, value);
            return;
        }
        Object inner = object.computeIfAbsent(path.substring(0, dot), any -> new LinkedHashMap<String, Object>());
        lay((Map<String, Object>) inner, path.substring(dot + 1), value);
    }
}
