package vn.trangtien.drivers.pi4j;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.context.ContextBuilder;
import com.pi4j.io.IOType;
import com.pi4j.provider.Provider;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;

/**
 * The Pi4J context of one bus, built when first needed and rebuilt after {@link #reset}. Inputs and outputs of a GPIO chip
 * share one, because their providers share the chip's handle; everything else has a context of its own.
 */
final class BusContext implements AutoCloseable {

    private final String bus;
    private final List<IOType> types;
    private final Function<IOType, Provider<?, ?, ?>> providers;
    private final Map<String, Object> ports = new HashMap<>();
    private @Nullable Context context;
    private final Map<Class<?>, String> providerIds = new HashMap<>();
    private boolean closed;

    BusContext(String bus, List<IOType> types, Function<IOType, Provider<?, ?, ?>> providers) {
        this.bus = bus;
        this.types = types;
        this.providers = providers;
    }

    /**
     * The Pi4J object of this id, made by {@code create} at the first call and after a reset.
     *
     * @param create gets the context and the id of the provider to name
     */
    synchronized <T> T port(String id, Class<T> kind, BiFunction<Context, String, T> create) throws DeviceException {
        if (closed) {
            throw new DeviceException(DeviceError.PORT_GONE, "bus %s has been closed".formatted(bus));
        }
        try {
            Context current = context;
            if (current == null) {
                current = build();
                context = current;
            }
            Object known = ports.get(id);
            if (known == null) {
                known = create.apply(current, providerOf(kind));
                ports.put(id, known);
            }
            return kind.cast(known);
        } catch (RuntimeException | LinkageError e) {
            if (ports.isEmpty()) {
                reset();
            }
            throw new DeviceException(
                    DeviceError.PORT_GONE,
                    "bus %s: cannot open %s (%s); check that the bus is enabled and that this user may use it"
                            .formatted(bus, id, Failures.innermostMessage(e)),
                    e);
        }
    }

    /** Forgets everything Pi4J remembers of this bus, including the slave address it believes to have selected. */
    synchronized void reset() {
        ports.clear();
        Context old = context;
        context = null;
        if (old != null) {
            old.shutdown();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        reset();
    }

    private Context build() {
        ContextBuilder builder = Pi4J.newContextBuilder().noAutoDetect().disableShutdownHook();
        for (IOType type : types) {
            Provider<?, ?, ?> provider = providers.apply(type);
            providerIds.put(type.getIOClass(), provider.id());
            builder.add(provider);
        }
        return builder.build();
    }

    private String providerOf(Class<?> kind) {
        String id = providerIds.get(kind);
        if (id == null) {
            throw new IllegalStateException("bus %s serves %s, but was asked for %s".formatted(bus, types, kind));
        }
        return id;
    }
}
