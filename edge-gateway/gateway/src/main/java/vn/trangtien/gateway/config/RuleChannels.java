package vn.trangtien.gateway.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DriverDescriptor.Channel;
import vn.trangtien.drivers.Suggestion;
import vn.trangtien.drivers.catalog.DriverCatalog;

/** The channels that rules may name as {@code device.channel}. */
final class RuleChannels {

    private final Map<String, DeviceEntry> devices = new LinkedHashMap<>();
    /** What the driver gives, by device; absent while its parameters are wrong, so that nobody knows. */
    private final Map<String, List<Channel>> given = new LinkedHashMap<>();
    /** Also of devices that cannot be used, whose own mistakes are told elsewhere. */
    private final Set<String> ids;

    RuleChannels(DriverCatalog drivers, List<DeviceEntry> entries, Set<String> ids) {
        this.ids = new TreeSet<>(ids);
        for (DeviceEntry entry : entries) {
            devices.put(entry.id(), entry);
            if (drivers.problems(entry.device()).isEmpty()) {
                try {
                    given.put(entry.id(), drivers.get(entry.device()).channels(entry.device()));
                } catch (ConfigException e) {
                    // Told by the device's own section already; its channels stay unknown here.
                    given.remove(entry.id());
                }
            }
        }
    }

    /**
     * A channel by its two names.
     *
     * @param every time between two reports of the device
     * @param min smallest command; of no meaning for a channel that is looked at
     * @param max largest command
     */
    record Named(String device, String channel, Duration every, double min, double max) {}

    /** A channel that is published; reports why it is none. */
    Optional<Named> published(Section section, String key, String written) {
        return named(section, key, written, "river.level").filter(name -> {
            Set<String> known = published(name.device());
            return known.isEmpty() || isKnown(section, key, name, known, "is no channel that this device publishes");
        });
    }

    /** A channel that takes commands; reports why it is none. */
    Optional<Named> commandable(Section section, String key, String written) {
        Optional<Named> name = named(section, key, written, "siren.on");
        if (name.isEmpty() || !given.containsKey(name.get().device())) {
            return name;
        }
        Map<String, Channel> writable = new LinkedHashMap<>();
        channelsOf(name.get().device()).stream()
                .filter(Channel::writable)
                .forEach(channel -> writable.put(channel.name(), channel));
        if (!isKnown(section, key, name.get(), writable.keySet(), "takes no commands")) {
            return Optional.empty();
        }
        return name.map(found -> {
            Channel channel = Objects.requireNonNull(writable.get(found.channel()));
            return new Named(found.device(), found.channel(), found.every(), channel.min(), channel.max());
        });
    }

    private Optional<Named> named(Section section, String key, String written, String example) {
        if (written.isEmpty()) {
            return Optional.empty();
        }
        int dot = written.indexOf('.');
        if (dot <= 0 || dot == written.length() - 1) {
            section.wrong(key, "must be device.channel such as " + example);
            return Optional.empty();
        }
        String device = written.substring(0, dot);
        if (!ids.contains(device)) {
            section.wrong(key, "names no device of this file; there are " + ids + hint(device, ids));
            return Optional.empty();
        }
        DeviceEntry entry = devices.get(device);
        return entry == null
                ? Optional.empty()
                : Optional.of(new Named(
                        device, written.substring(dot + 1), entry.every(), -Double.MAX_VALUE, Double.MAX_VALUE));
    }

    private static boolean isKnown(Section section, String key, Named name, Set<String> known, String otherwise) {
        if (known.contains(name.channel())) {
            return true;
        }
        section.wrong(
                key,
                known.isEmpty()
                        ? "%s: device '%s' has no such channel".formatted(otherwise, name.device())
                        : "%s; device '%s' has %s%s"
                                .formatted(otherwise, name.device(), known, hint(name.channel(), known)));
        return false;
    }

    private static String hint(String word, Set<String> known) {
        return Suggestion.nearest(word, known)
                .map("; did you mean '%s'?"::formatted)
                .orElse("");
    }

    /** A driver's channel that others are made of is published itself only if it has an entry of its own. */
    private Set<String> published(String device) {
        Map<String, ChannelRules> rules = Optional.ofNullable(devices.get(device))
                .map(DeviceEntry::channels)
                .orElse(Map.of());
        Set<String> names = new TreeSet<>();
        for (Channel channel : channelsOf(device)) {
            List<String> made = new ArrayList<>();
            rules.forEach((name, rule) -> {
                if (rule.source(name).equals(channel.name())) {
                    made.add(name);
                }
            });
            names.addAll(made.isEmpty() ? List.of(channel.name()) : made);
        }
        return names;
    }

    private List<Channel> channelsOf(String device) {
        return given.getOrDefault(device, List.of());
    }
}
