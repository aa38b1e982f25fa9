package vn.trangtien.drivers.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.DriverFactory;
import vn.trangtien.drivers.Suggestion;

/** The drivers of this installation by type. Immutable. */
public final class DriverCatalog {

    private final Map<String, DriverFactory> byType = new TreeMap<>();

    /** @throws IllegalArgumentException if two drivers claim the same type */
    public DriverCatalog(Collection<? extends DriverFactory> factories) {
        for (DriverFactory factory : factories) {
            String type = factory.descriptor().type();
            DriverFactory other = byType.put(type, factory);
            if (other != null) {
                throw new IllegalArgumentException("driver type '%s' must be claimed once, but is by %s and %s"
                        .formatted(
                                type,
                                other.getClass().getName(),
                                factory.getClass().getName()));
            }
        }
    }

    /** Every driver on the class path. */
    public static DriverCatalog installed() {
        return new DriverCatalog(ServiceLoader.load(DriverFactory.class, DriverCatalog.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    /** The driver of this type; empty if none is installed. */
    public Optional<DriverFactory> find(String type) {
        return Optional.ofNullable(byType.get(type));
    }

    /**
     * The driver of this device.
     *
     * @throws ConfigException naming the device and the driver that was probably meant
     */
    public DriverFactory get(DeviceConfig device) {
        return find(device.driver())
                .orElseThrow(() -> new ConfigException("devices.%s.driver must be an installed driver, but was '%s'%s"
                        .formatted(
                                device.id(), device.driver(), Suggestion.sentence(device.driver(), byType.keySet()))));
    }

    /** What drivers there are, in the order of their types. */
    public List<DriverDescriptor> descriptors() {
        return byType.values().stream().map(DriverFactory::descriptor).toList();
    }

    /**
     * Everything that is wrong with the parameters of one device, one sentence each; empty if it can be opened.
     *
     * @throws ConfigException if there is no such driver
     */
    public List<String> problems(DeviceConfig device) {
        DriverFactory factory = get(device);
        List<String> problems = new ParameterCheck(factory.descriptor(), device).problems();
        if (!problems.isEmpty()) {
            return problems;
        }
        try {
            factory.channels(device);
            return List.of();
        } catch (ConfigException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }
}
