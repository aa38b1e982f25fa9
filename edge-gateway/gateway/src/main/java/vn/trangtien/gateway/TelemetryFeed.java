package vn.trangtien.gateway;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.gateway.config.DeviceEntry;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.pipeline.Batch;
import vn.trangtien.gateway.pipeline.ChannelValue;
import vn.trangtien.gateway.pipeline.CounterMemory;
import vn.trangtien.gateway.pipeline.DevicePipeline;
import vn.trangtien.gateway.pipeline.TelemetryListener;
import vn.trangtien.gateway.poll.ReadListener;
import vn.trangtien.gateway.spool.Outbox;
import vn.trangtien.gateway.spool.Priority;
import vn.trangtien.gateway.view.DeviceStatus;
import vn.trangtien.gateway.view.ErrorNotes;
import vn.trangtien.wire.ChannelReading;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.Origin;
import vn.trangtien.wire.TelemetryMessage;

/** From reads of devices to telemetry in the outbox. Each device is confined to the thread of its bus. */
final class TelemetryFeed implements ReadListener {

    private static final Logger LOG = LoggerFactory.getLogger(TelemetryFeed.class);

    private final String account;
    private final String gateway;
    private final Map<String, DevicePipeline> pipelines;
    private final List<String> order;
    private final Map<String, DeviceStatus> states = new ConcurrentHashMap<>();
    private final SampleTime time;
    private final Clock clock;
    private final Supplier<Origin> origin;
    private final Outbox outbox;
    private final List<TelemetryListener> listeners;
    private final ErrorNotes errors;

    TelemetryFeed(
            String account,
            GatewayConfig config,
            DriverCatalog drivers,
            SampleTime time,
            Clock clock,
            Supplier<Origin> origin,
            Outbox outbox,
            CounterMemory counters,
            List<TelemetryListener> listeners,
            ErrorNotes errors) {
        this.account = account;
        this.gateway = config.id();
        this.time = time;
        this.clock = clock;
        this.origin = origin;
        this.outbox = outbox;
        this.listeners = List.copyOf(listeners);
        this.errors = errors;
        this.order = config.devices().stream().map(DeviceEntry::id).toList();
        Map<String, DevicePipeline> byDevice = new ConcurrentHashMap<>();
        for (DeviceEntry device : config.devices()) {
            byDevice.put(
                    device.id(),
                    new DevicePipeline(
                            device,
                            drivers.get(device.device()).channels(device.device()),
                            config.publish().heartbeat(),
                            counters));
            states.put(device.id(), DeviceStatus.unknown(device.id()));
        }
        this.pipelines = Map.copyOf(byDevice);
    }

    @Override
    public void warned(DeviceEntry device, Optional<String> warning) {
        DeviceStatus before = state(device);
        if (!before.warning().equals(warning)) {
            states.put(device.id(), before.warned(warning));
            warning.ifPresent(text -> LOG.warn("gateway={} device={} warning=\"{}\"", gateway, device.id(), text));
        }
    }

    @Override
    public void read(DeviceEntry device, List<Sample> samples) {
        DeviceStatus before = state(device);
        states.put(device.id(), before.succeeded(samples.size(), clock.instant()));
        if (!before.answering()) {
            LOG.info("gateway={} device={} state=answering", gateway, device.id());
        }
        publish(device, pipeline(device).read(samples));
    }

    @Override
    public void failed(DeviceEntry device, Quality fault, String error, long at) {
        DeviceStatus before = state(device);
        states.put(device.id(), before.failed(error));
        if (before.answering() || before.failures() == 0) {
            LOG.warn("gateway={} device={} state=silent error=\"{}\"", gateway, device.id(), error);
            errors.add("device/" + device.id(), error);
        }
        publish(device, pipeline(device).failed(fault, error, at));
    }

    List<DeviceStatus> states() {
        return order.stream()
                .map(id -> states.getOrDefault(id, DeviceStatus.unknown(id)))
                .toList();
    }

    private DeviceStatus state(DeviceEntry device) {
        return states.getOrDefault(device.id(), DeviceStatus.unknown(device.id()));
    }

    private DevicePipeline pipeline(DeviceEntry device) {
        DevicePipeline pipeline = pipelines.get(device.id());
        if (pipeline == null) {
            throw new IllegalStateException("device '" + device.id() + "' is not in the configuration");
        }
        return pipeline;
    }

    private void publish(DeviceEntry device, Batch batch) {
        for (ChannelValue value : batch.seen()) {
            Instant at = time.of(value.at());
            listeners.forEach(listener -> listener.value(device.id(), value, at));
        }
        for (List<ChannelValue> values : messages(batch)) {
            outbox.put(
                    batch.urgent() ? Priority.ALARM : Priority.TELEMETRY,
                    KuraTopic.telemetry(account, gateway, device.id()),
                    new TelemetryMessage(
                                    device.id(),
                                    values.stream()
                                            .map(value -> reading(device, value))
                                            .toList(),
                                    Optional.of(clock.instant()),
                                    origin.get())
                            .toPayload());
        }
    }

    /** A message holds one value of each channel; one read of a radio device may have brought several. */
    private static List<List<ChannelValue>> messages(Batch batch) {
        List<List<ChannelValue>> messages = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (ChannelValue value : batch.values()) {
            int message = seen.merge(value.channel(), 1, Integer::sum) - 1;
            if (message == messages.size()) {
                messages.add(new ArrayList<>());
            }
            messages.get(message).add(value);
        }
        return messages;
    }

    /** A value that is not GOOD takes along what the driver says about it. */
    private ChannelReading reading(DeviceEntry device, ChannelValue value) {
        Optional<String> warning = value.quality() == Quality.GOOD
                ? Optional.empty()
                : state(device).warning();
        return new ChannelReading(
                value.channel(),
                value.value(),
                Optional.of(time.of(value.at())),
                value.unit(),
                value.quality().name(),
                value.error().or(() -> warning));
    }
}
