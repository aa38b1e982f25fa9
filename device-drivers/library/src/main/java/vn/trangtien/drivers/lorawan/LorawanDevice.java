package vn.trangtien.drivers.lorawan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.lorawan.NetworkEvent.Joined;
import vn.trangtien.drivers.lorawan.NetworkEvent.Unusable;
import vn.trangtien.drivers.lorawan.NetworkEvent.Uplink;
import vn.trangtien.drivers.port.MessageFeed;
import vn.trangtien.drivers.port.MessageFeed.Message;

/** One LoRaWAN device. A read gives the samples of every uplink since the last one, oldest first, and then the counters. */
final class LorawanDevice implements Device {

    private final DevEui device;
    private final NetworkServer server;
    private final Codec codec;
    private final List<Field> fields;
    private final MessageFeed feed;
    private final DeviceClock clock;
    private final FrameCounter frames = new FrameCounter();
    private final Complaints complaints = new Complaints();
    private final Silence silence;
    private final Map<String, Double> lastValues = new HashMap<>();
    private final Set<String> everSeen = new HashSet<>();
    private long dropped;

    LorawanDevice(
            DevEui device,
            NetworkServer server,
            Codec codec,
            List<Field> fields,
            MessageFeed feed,
            DeviceClock clock,
            Silence silence) {
        this.device = device;
        this.server = server;
        this.codec = codec;
        this.fields = List.copyOf(fields);
        this.feed = feed;
        this.clock = clock;
        this.silence = silence;
    }

    @Override
    public List<Sample> read() throws DeviceException {
        List<Message> messages = feed.take();
        var samples = new ArrayList<Sample>();
        for (Message message : messages) {
            samples.addAll(samples(message));
        }
        samples.sort(Comparator.comparingLong(Sample::at));
        long now = clock.nanoTime();
        countDropped(now);
        silence.quality(now).ifPresent(quality -> samples.addAll(silent(quality, now)));
        samples.add(counter(Builtin.UPLINKS, frames.uplinks(), now));
        samples.add(counter(Builtin.DUPLICATES, frames.duplicates(), now));
        samples.add(counter(Builtin.GAPS, frames.gaps(), now));
        return List.copyOf(samples);
    }

    @Override
    public Optional<String> warning() {
        long now = clock.nanoTime();
        String all = Stream.of(silence.report(device, now), complaints.report(now))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    @Override
    public void close() {
        feed.close();
    }

    private List<Sample> samples(Message message) {
        NetworkEvent event = server.read(message.topic(), message.payload());
        if (event instanceof Unusable unusable) {
            complaints.add(unusable.complaint(), unusable.detail(), message.at());
        } else if (event instanceof Joined joined && isOurs(joined.device(), message)) {
            frames.joined();
        } else if (event instanceof Uplink uplink && isOurs(uplink.device(), message)) {
            silence.heard(message.at(), message.receivedAt());
            if (frames.isNew(uplink.id(), uplink.counter(), uplink.port(), uplink.payload(), message.at())) {
                return samples(uplink, message);
            }
        }
        return List.of();
    }

    private boolean isOurs(DevEui sender, Message message) {
        boolean ours = sender.equals(device);
        if (!ours && !server.hearsOthers()) {
            complaints.add(
                    Complaint.FOREIGN,
                    "%s on %s, but this device is %s; compare devEui with the label and with the network server"
                            .formatted(sender, message.topic(), device),
                    message.at());
        }
        return ours;
    }

    private List<Sample> samples(Uplink uplink, Message message) {
        MeasuredAt measured = MeasuredAt.of(message.at(), message.receivedAt(), uplink.time());
        boolean doubtful = !measured.believed();
        if (doubtful) {
            complaints.add(
                    Complaint.TIME,
                    "the network says %s, but it arrived at %s; check both clocks"
                            .formatted(uplink.time().map(Object::toString).orElse("no time"), message.receivedAt()),
                    message.at());
        }
        if (uplink.simulated()) {
            doubtful = true;
            complaints.add(Complaint.SIMULATED, "its values are UNCERTAIN", message.at());
        }
        var samples = new ArrayList<Sample>();
        if (!uplink.isEmpty()) {
            Codec.Decoded decoded = codec.decode(uplink);
            if (decoded.problem().isPresent()) {
                doubtful = true;
                complaints.add(Complaint.PAYLOAD, decoded.problem().get(), message.at());
            }
            for (Field field : fields) {
                samples.add(sample(field, decoded, doubtful, measured.at()));
            }
        }
        Quality quality = doubtful ? Quality.UNCERTAIN : Quality.GOOD;
        uplink.reception()
                .rssi()
                .ifPresent(rssi -> samples.add(Builtin.sample(Builtin.RSSI, rssi, quality, measured.at())));
        uplink.reception()
                .snr()
                .ifPresent(snr -> samples.add(Builtin.sample(Builtin.SNR, snr, quality, measured.at())));
        return samples;
    }

    private Sample sample(Field field, Codec.Decoded decoded, boolean doubtful, long at) {
        FieldValue found = decoded.field(field.from());
        if (found instanceof FieldValue.Measured number) {
            everSeen.add(field.channel());
            double value = field.value(number.value());
            if (Double.isFinite(value)) {
                lastValues.put(field.channel(), value);
                return new Sample(
                        field.channel(), value, field.unit(), doubtful ? Quality.UNCERTAIN : Quality.GOOD, at);
            }
        }
        return Sample.missing(field.channel(), field.unit(), fault(field, found, at), at);
    }

    /** Why there is no number: the sensor's fault if the field is known to have had one, else the configuration's. */
    private Quality fault(Field field, FieldValue found, long at) {
        String detail = "%s is not possible";
        Quality fault = Quality.SENSOR_FAULT;
        if (found instanceof FieldValue.Nothing) {
            detail = "%s is null";
        } else if (found instanceof FieldValue.NoNumber text) {
            detail = "%s is " + text.found() + " and no number; change the codec of the network server";
            fault = Quality.CONFIG_ERROR;
        } else if (found instanceof FieldValue.Absent && everSeen.contains(field.channel())) {
            detail = "%s is missing in this uplink";
        } else if (found instanceof FieldValue.Absent) {
            detail = "%s was in no uplink so far; compare from with what the network server shows";
            fault = Quality.CONFIG_ERROR;
        }
        complaints.add(Complaint.FIELD, detail.replace("%s", field.from()), at);
        return fault;
    }

    /** Stamped now, not with the time of the value, which stays as it was reported then. */
    private List<Sample> silent(Quality quality, long now) {
        return fields.stream()
                .map(field -> {
                    Double last = lastValues.get(field.channel());
                    return last == null || quality != Quality.STALE
                            ? Sample.missing(field.channel(), field.unit(), Quality.COMM_FAULT, now)
                            : new Sample(field.channel(), last, field.unit(), Quality.STALE, now);
                })
                .toList();
    }

    private void countDropped(long now) {
        long lost = feed.dropped();
        if (lost > dropped) {
            complaints.add(Complaint.DROPPED, lost - dropped, "read this device more often", now);
            dropped = lost;
        }
    }

    private static Sample counter(Channel channel, long count, long now) {
        return Builtin.sample(channel, (double) count, Quality.GOOD, now);
    }
}
