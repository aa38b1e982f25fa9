package vn.trangtien.drivers.lorawan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.DriverDescriptor.BusKind;
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.DriverDescriptor.Parameter;
import vn.trangtien.drivers.DriverDescriptor.ParameterKind;
import vn.trangtien.drivers.DriverFactory;
import vn.trangtien.drivers.Text;
import vn.trangtien.drivers.port.Buses;

/**
 * {@code lorawan}: any LoRaWAN device behind ChirpStack v4 or The Things Stack v3.
 *
 * <pre>
 * params:
 *   server: chirpstack
 *   application: 17c82e96-be03-4f38-aef3-f83d48582d97
 *   devEui: "70B3D57ED005B89A"
 *   codec: cayenne-lpp
 *   expectEvery: 15m
 *   fields:
 *     soilMoisture: { from: analog_in_1, unit: "%" }
 *     temperature:  { from: temperature_3, unit: Cel }
 * </pre>
 *
 * <p>Keys of a field: {@code from}, {@code unit} (UCUM), and optional {@code scale} and {@code offset} (value × scale + offset).
 */
public final class LorawanDriver implements DriverFactory {

    private static final String CHIRPSTACK = "chirpstack";
    private static final String THINGS_STACK = "ttn";
    private static final String OBJECT = "object";
    private static final String CAYENNE_LPP = "cayenne-lpp";

    private static final Pattern TOPIC_LEVEL = Pattern.compile("[^/+#\\s\\p{Cntrl}]{1,128}");
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(30);

    private static final DriverDescriptor DESCRIPTOR = DriverDescriptor.of(
                    "lorawan",
                    new Text(
                            "Thiết bị LoRaWAN qua MQTT của máy chủ mạng (ChirpStack v4, The Things Stack v3)",
                            "LoRaWAN device through the MQTT of its network server (ChirpStack v4, The Things Stack v3)"),
                    "ChirpStack v4 documentation, event types; The Things Stack documentation, data formats; Cayenne LPP 1.0",
                    BusKind.MQTT)
            .parameters(
                    Parameter.choice(
                                    "server",
                                    new Text(
                                            "máy chủ mạng: chirpstack (v4) hoặc ttn (The Things Stack v3)",
                                            "network server: chirpstack (v4) or ttn (The Things Stack v3)"),
                                    CHIRPSTACK,
                                    THINGS_STACK)
                            .mandatory(),
                    Parameter.text(
                                    "application",
                                    new Text(
                                            "ứng dụng như trong chủ đề MQTT: mã UUID (chirpstack) hoặc tên@tenant (ttn)",
                                            "application as in the topic: its UUID (chirpstack) or name@tenant (ttn)"))
                            .mandatory(),
                    Parameter.text(
                                    "devEui",
                                    new Text(
                                            "DevEUI trên nhãn thiết bị, 16 chữ số hệ 16, đặt trong dấu nháy kép",
                                            "DevEUI on the device's label, 16 hexadecimal digits in double quotes"))
                            .mandatory(),
                    Parameter.text(
                            "deviceId",
                            new Text(
                                    "chỉ ttn: end device ID; bỏ trống thì nghe cả ứng dụng và lọc theo DevEUI",
                                    "ttn only: end device ID; without it the whole application is heard and filtered by DevEUI")),
                    Parameter.choice(
                                    "codec",
                                    new Text(
                                            "object: máy chủ mạng đã giải mã; cayenne-lpp: giải mã tại đây",
                                            "object: the network server has decoded; cayenne-lpp: decoded here"),
                                    OBJECT,
                                    CAYENNE_LPP)
                            .defaultsTo(OBJECT),
                    Parameter.duration(
                            "expectEvery",
                            new Text(
                                    "khoảng cách thường lệ giữa hai bản tin; im lặng quá 3 lần thì giá trị thành STALE",
                                    "usual time between two uplinks; after 3 times that in silence values are STALE")),
                    Parameter.of(
                                    "fields",
                                    ParameterKind.FIELD_MAP,
                                    new Text(
                                            "tên kênh và from, unit, scale, offset",
                                            "channel name to from, unit, scale, offset"))
                            .mandatory())
            .channels(Builtin.ALL.toArray(Channel[]::new))
            .minInterval(Duration.ofSeconds(1))
            .build();

    @Override
    public DriverDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Channel> channels(DeviceConfig given) {
        DeviceConfig config = given.withDefaults(DESCRIPTOR);
        NetworkServer server = server(config, devEui(config));
        expectEvery(config);
        Stream<Channel> fields = FieldMap.of(config, codec(config, server), Builtin.names()).stream()
                .map(LorawanDriver::channel);
        return Stream.concat(fields, DESCRIPTOR.channels().stream()).toList();
    }

    @Override
    public Device open(DeviceConfig given, Buses buses, DeviceClock clock) throws DeviceException {
        DeviceConfig config = given.withDefaults(DESCRIPTOR);
        DevEui devEui = devEui(config);
        NetworkServer server = server(config, devEui);
        Codec codec = codec(config, server);
        return new LorawanDevice(
                devEui,
                server,
                codec,
                FieldMap.of(config, codec, Builtin.names()),
                buses.messages(config.bus(), server.topicFilter()),
                clock,
                new Silence(expectEvery(config), clock.nanoTime()));
    }

    private static Channel channel(Field field) {
        return Channel.gauge(
                field.channel(),
                new Text(field.channel(), field.channel()),
                field.unit(),
                -Double.MAX_VALUE,
                Double.MAX_VALUE,
                "");
    }

    private static DevEui devEui(DeviceConfig config) {
        String written = config.needText("devEui");
        return DevEui.of(written)
                .orElseThrow(() -> wrong(
                        config,
                        "devEui",
                        "must be the 16 hexadecimal digits of the label in double quotes, such as \"70B3D57ED005B89A\"",
                        written));
    }

    private static NetworkServer server(DeviceConfig config, DevEui devEui) {
        String application = topicLevel(config, "application", config.needText("application"));
        Optional<String> deviceId = config.text("deviceId").map(id -> topicLevel(config, "deviceId", id));
        if (config.needText("server").equals(CHIRPSTACK)) {
            deviceId.ifPresent(id -> {
                throw wrong(config, "deviceId", "is for server: ttn only; remove it", id);
            });
            return new ChirpStack(application, devEui);
        }
        return new TheThingsStack(application, deviceId);
    }

    private static Codec codec(DeviceConfig config, NetworkServer server) {
        return config.needText("codec").equals(CAYENNE_LPP) ? new CayenneLpp() : new ObjectCodec(server);
    }

    private static Optional<Duration> expectEvery(DeviceConfig config) {
        Optional<Duration> every = config.duration("expectEvery");
        every.filter(time -> time.compareTo(Duration.ofSeconds(1)) < 0 || time.compareTo(LONGEST_INTERVAL) > 0)
                .ifPresent(time -> {
                    throw wrong(config, "expectEvery", "must be 1 s to 30 days", time);
                });
        return every;
    }

    private static String topicLevel(DeviceConfig config, String name, String value) {
        if (!TOPIC_LEVEL.matcher(value).matches()) {
            throw wrong(config, name, "must be one level of a topic, without spaces and the characters / + #", value);
        }
        return value;
    }

    private static ConfigException wrong(DeviceConfig config, String name, String rule, Object value) {
        return new ConfigException("devices.%s.params.%s %s, but was '%s'".formatted(config.id(), name, rule, value));
    }
}
