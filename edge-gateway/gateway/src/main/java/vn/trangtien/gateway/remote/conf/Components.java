package vn.trangtien.gateway.remote.conf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.DriverFactory;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.gateway.remote.RequestFailed;
import vn.trangtien.gateway.remote.conf.Component.Attribute;

/** Between the text of a configuration and Kura's components. Immutable. */
final class Components {

    static final String GATEWAY = "gateway";
    static final String CONFIGURATION = "configuration";
    static final String VERSION = "version";
    static final String SHA256 = "sha256";
    static final String DEVICE = "device.";
    static final String FACTORY = "driver.";

    private final DriverCatalog drivers;

    Components(DriverCatalog drivers) {
        this.drivers = drivers;
    }

    /** Everything that a configuration holds, the gateway first. */
    List<Component> of(String yaml, Version version) throws RequestFailed {
        List<Component> all = new ArrayList<>();
        all.add(gateway(yaml, version));
        var text = new ConfigText(yaml);
        for (String id : text.devices()) {
            all.add(device(id, text.values(id)));
        }
        return all;
    }

    private static Component gateway(String yaml, Version version) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(CONFIGURATION, yaml);
        properties.put(VERSION, version.number());
        properties.put(SHA256, version.sha256());
        return new Component(
                GATEWAY,
                Optional.empty(),
                "Gateway",
                "the whole gateway / toàn bộ gateway",
                List.of(
                        Attribute.of(
                                CONFIGURATION,
                                PropertyType.STRING,
                                "text of gateway.yaml / nội dung tệp gateway.yaml",
                                true),
                        Attribute.of(
                                VERSION,
                                PropertyType.LONG,
                                "counts up with every change; read only / tăng sau mỗi thay đổi; chỉ đọc",
                                false),
                        Attribute.of(
                                SHA256,
                                PropertyType.STRING,
                                "SHA-256 of the file, hexadecimal; read only / SHA-256 của tệp; chỉ đọc",
                                false)),
                properties);
    }

    private Component device(String id, Map<String, String> values) throws RequestFailed {
        Optional<DriverDescriptor> driver =
                drivers.find(values.getOrDefault(DeviceForm.DRIVER, "")).map(DriverFactory::descriptor);
        List<Attribute> attributes = driver.map(DeviceForm::attributes).orElse(List.of());
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Map.Entry<String, String> value : values.entrySet()) {
            PropertyType type = driver.flatMap(known -> DeviceForm.typeOf(known, value.getKey()))
                    .orElse(PropertyType.STRING);
            properties.put(value.getKey(), typed(type, value.getValue()));
        }
        return new Component(
                DEVICE + id,
                driver.map(known -> FACTORY + known.type()),
                id,
                driver.map(known -> DeviceForm.bilingual(known.title())).orElse("unknown driver / driver không rõ"),
                attributes,
                properties);
    }

    /** Whole numbers may be written in hexadecimal. What does not fit its type is shown as it is written. */
    private static Object typed(PropertyType type, String text) {
        try {
            return switch (type) {
                case STRING -> text;
                case LONG -> Long.decode(text);
                case DOUBLE -> Double.parseDouble(text);
                case BOOLEAN -> text.matches("true|false") ? (Object) Boolean.valueOf(text) : text;
            };
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /** The forms of all drivers, as Kura's factories. */
    List<Component> factories() {
        return drivers.descriptors().stream()
                .map(driver -> new Component(
                        FACTORY + driver.type(),
                        Optional.empty(),
                        driver.type(),
                        DeviceForm.bilingual(driver.title()),
                        DeviceForm.attributes(driver),
                        Map.of()))
                .toList();
    }

    /** What a device would have if only its driver decided. */
    Component defaults(Component component) throws RequestFailed {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Attribute attribute : component.attributes()) {
            if (attribute.defaultValue().isPresent()) {
                values.put(
                        attribute.id(),
                        attribute
                                .type()
                                .parse(attribute.id(), attribute.defaultValue().get()));
            }
        }
        return component.with(values);
    }

    /**
     * The text with what the components say.
     *
     * @param changes properties by component
     */
    String applied(String yaml, Map<String, Map<String, Object>> changes) throws RequestFailed {
        var text = new ConfigText(yaml);
        Map<String, Object> gateway = changes.getOrDefault(GATEWAY, Map.of());
        for (String name : gateway.keySet()) {
            if (!List.of(CONFIGURATION, VERSION, SHA256).contains(name)) {
                throw RequestFailed.bad(
                        "component gateway has no property '%s'; it has configuration, version and sha256"
                                .formatted(name));
            }
        }
        if (gateway.get(CONFIGURATION) instanceof String whole) {
            text = new ConfigText(whole);
        }
        for (Map.Entry<String, Map<String, Object>> change : changes.entrySet()) {
            if (change.getKey().startsWith(DEVICE)) {
                text = applied(text, change.getKey().substring(DEVICE.length()), change.getValue());
            } else if (!change.getKey().equals(GATEWAY)) {
                throw RequestFailed.notFound(
                        "there is no component '%s'; there are gateway and device.<id>".formatted(change.getKey()));
            }
        }
        return text.toString();
    }

    private ConfigText applied(ConfigText text, String device, Map<String, Object> values) throws RequestFailed {
        Component now = device(device, text.values(device));
        ConfigText changed = text;
        for (Map.Entry<String, Object> value : values.entrySet()) {
            String name = value.getKey();
            if (name.startsWith("service.") || name.startsWith("kura.")) {
                continue; // consoles send back what the framework of others needs
            }
            boolean known = now.properties().containsKey(name)
                    || now.attributes().stream()
                            .anyMatch(attribute -> attribute.id().equals(name));
            if (!known) {
                throw RequestFailed.bad("device %s has no property '%s'; it has %s"
                        .formatted(
                                device,
                                name,
                                now.attributes().stream().map(Attribute::id).toList()));
            }
            if (!value.getValue().equals(now.properties().get(name))) {
                changed = changed.with(device, name, written(now, name, value.getValue()));
            }
        }
        return changed;
    }

    /** Texts are quoted, unless they are YAML themselves. */
    private String written(Component device, String name, Object value) {
        if (!(value instanceof String text)) {
            return String.valueOf(value);
        }
        return name.equals(DeviceForm.CHANNELS) || isStructured(device, name) ? text : ConfigText.flow(text);
    }

    private boolean isStructured(Component device, String name) {
        return device.factoryPid()
                .flatMap(factory -> drivers.find(factory.substring(FACTORY.length())))
                .flatMap(driver -> driver.descriptor().parameter(name.replace(DeviceForm.PARAMS, "")))
                .map(parameter -> switch (parameter.kind()) {
                    case NUMBER_PAIR, REGISTER_MAP, FIELD_MAP -> true;
                    case INTEGER, NUMBER, BOOLEAN, TEXT, CHOICE, DURATION -> false;
                })
                .orElse(false);
    }
}
