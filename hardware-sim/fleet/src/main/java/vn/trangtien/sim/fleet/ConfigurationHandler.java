package vn.trangtien.sim.fleet;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import vn.trangtien.wire.KuraPayload;

/** CONF-V1 of the twin: a few components with text properties, read and written as XML. Thread-safe. */
final class ConfigurationHandler implements RequestHandler {

    /** A component whose changes fail, so that a test sees who hears of it. */
    static final String BROKEN_PID = "org.eclipse.kura.broken";

    private final Set<Quirk> quirks;
    private final ConfigurationXml xml;
    private final Executor oneSecondLater;
    private final Runnable onChange;
    private final Map<String, Map<String, String>> components = new TreeMap<>();

    /** @param oneSecondLater runs what it is given a second later, on another thread */
    ConfigurationHandler(Set<Quirk> quirks, Executor oneSecondLater, Runnable onChange) {
        this.quirks = quirks;
        this.xml = new ConfigurationXml(quirks);
        this.oneSecondLater = oneSecondLater;
        this.onChange = onChange;
        components.put("org.eclipse.kura.clock.ClockService", new TreeMap<>(Map.of("enabled", "true")));
        components.put(BROKEN_PID, new TreeMap<>());
    }

    @Override
    public Consumer<KuraPayload.Builder> handle(TwinRequest request) throws Exception {
        List<String> resource = request.resource();
        if (resource.isEmpty() || resource.size() > 2 || !resource.get(0).equals("configurations")) {
            throw new Refused(404, "no resource " + String.join("/", resource));
        }
        return switch (request.method()) {
            case "GET" -> get(resource);
            case "PUT" -> put(request.payload());
            default -> throw new Refused(404, "no resource for " + request.method());
        };
    }

    private Consumer<KuraPayload.Builder> get(List<String> resource) throws Refused {
        var chosen = new LinkedHashMap<String, Map<String, String>>();
        synchronized (components) {
            if (resource.size() == 1) {
                components.forEach((pid, properties) -> chosen.put(pid, Map.copyOf(properties)));
            } else if (components.containsKey(resource.get(1))) {
                chosen.put(resource.get(1), Map.copyOf(properties(resource.get(1))));
            } else if (!quirks.contains(Quirk.UNKNOWN_PID_IS_EMPTY)) {
                throw new Refused(404, "no component " + resource.get(1));
            }
        }
        return reply -> reply.body(ConfigurationXml.write(chosen));
    }

    private Consumer<KuraPayload.Builder> put(KuraPayload payload) throws IOException, Refused {
        byte[] body = payload.body().orElseThrow(() -> new Refused(400, "a change needs a body"));
        Map<String, Map<String, String>> changes;
        try {
            changes = xml.read(body);
        } catch (IOException e) {
            throw new Refused(500, String.valueOf(e.getMessage()));
        }
        if (quirks.contains(Quirk.OK_BEFORE_APPLY)) {
            oneSecondLater.execute(() -> apply(changes));
        } else if (!apply(changes)) {
            throw new Refused(500, BROKEN_PID + " does not take any property");
        }
        return reply -> {};
    }

    private boolean apply(Map<String, Map<String, String>> changes) {
        synchronized (components) {
            if (changes.containsKey(BROKEN_PID)) {
                return false;
            }
            changes.forEach((pid, properties) -> {
                if (components.containsKey(pid)) {
                    properties(pid).putAll(properties);
                }
            });
        }
        if (!changes.isEmpty()) {
            onChange.run();
        }
        return true;
    }

    private Map<String, String> properties(String pid) {
        return components.getOrDefault(pid, Map.of());
    }
}
