package vn.trangtien.gateway.remote.conf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.DriverDescriptor.Parameter;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.remote.conf.Component.Attribute;

/** What may be set of a device, from the descriptor of its driver. */
final class DeviceForm {

    static final String DRIVER = "driver";
    static final String ON = "on";
    static final String EVERY = "every";
    static final String SAMPLE_EVERY = "sampleEvery";
    static final String CHANNELS = "channels";
    static final String PARAMS = "params.";

    private DeviceForm() {}

    static List<Attribute> attributes(DriverDescriptor driver) {
        List<Attribute> all = new ArrayList<>();
        all.add(Attribute.of(DRIVER, PropertyType.STRING, "type of the driver / loại driver", true));
        all.add(Attribute.of(ON, PropertyType.STRING, "bus that it hangs on / bus mà thiết bị nối vào", true));
        all.add(Attribute.of(
                        EVERY,
                        PropertyType.STRING,
                        "time between two reports, with unit: 500ms, 30s, 5m / khoảng cách giữa hai lần báo, kèm đơn vị",
                        false)
                .withDefault("60s"));
        all.add(Attribute.of(
                SAMPLE_EVERY,
                PropertyType.STRING,
                "time between two reads if several make one report / khoảng cách giữa hai lần đọc",
                false));
        driver.parameters().forEach(parameter -> all.add(attribute(parameter)));
        all.add(Attribute.of(
                CHANNELS,
                PropertyType.STRING,
                "rules of the channels, YAML on one line: {level: {deadband: 0.01}} / quy tắc của các kênh, YAML trên một dòng",
                false));
        return all;
    }

    static PropertyType type(Parameter parameter) {
        return switch (parameter.kind()) {
            case INTEGER -> PropertyType.LONG;
            case NUMBER -> PropertyType.DOUBLE;
            case BOOLEAN -> PropertyType.BOOLEAN;
            case TEXT, CHOICE, DURATION, NUMBER_PAIR, REGISTER_MAP, FIELD_MAP -> PropertyType.STRING;
        };
    }

    private static Attribute attribute(Parameter parameter) {
        String unit = parameter.unit().map(ucum -> " [" + ucum + "]").orElse("");
        PropertyType type = type(parameter);
        return new Attribute(
                PARAMS + parameter.name(),
                type,
                bilingual(parameter.description()) + unit,
                parameter.required(),
                parameter.defaultValue().map(Object::toString),
                parameter.min().map(number -> shown(type, number)),
                parameter.max().map(number -> shown(type, number)),
                parameter.choices());
    }

    private static String shown(PropertyType type, double number) {
        return type == PropertyType.LONG ? Long.toString((long) number) : Double.toString(number);
    }

    /** English first, for the consoles of others. */
    static String bilingual(Text text) {
        return text.en() + " / " + text.vi();
    }

    static Optional<PropertyType> typeOf(DriverDescriptor driver, String property) {
        return attributes(driver).stream()
                .filter(attribute -> attribute.id().equals(property))
                .map(Attribute::type)
                .findFirst();
    }
}
