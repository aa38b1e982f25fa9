package vn.trangtien.ingest.channels;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The channels that drivers of ours give, from the data {@code channels/catalogue.csv}: name, unit, kind and range. Immutable.
 *
 * <p>The cloud has this as data and not the drivers themselves, because a driver is code for a bus that no cloud has; a test holds
 * the two together.
 */
public final class ChannelCatalogue {

    /** One line. */
    public record Entry(String name, ChannelSpec spec, String vietnamese, String english) {

        boolean isNamed(String channel) {
            return name.endsWith("*") ? channel.startsWith(name.substring(0, name.length() - 1)) : name.equals(channel);
        }
    }

    private static final int COLUMNS = 8;
    private static final String RESOURCE = "/channels/catalogue.csv";

    private final Map<String, List<Entry>> byName = new HashMap<>();
    private final List<Entry> patterns = new ArrayList<>();
    private final List<Entry> all;

    private ChannelCatalogue(List<Entry> entries) {
        all = List.copyOf(entries);
        for (Entry entry : entries) {
            if (entry.name().endsWith("*")) {
                patterns.add(entry);
            } else {
                byName.computeIfAbsent(entry.name(), name -> new ArrayList<>()).add(entry);
            }
        }
    }

    /** The catalogue that comes with the ingest. */
    public static ChannelCatalogue bundled() {
        try (InputStream in = ChannelCatalogue.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + RESOURCE);
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException naming the line that is wrong */
    static ChannelCatalogue read(String text) {
        var entries = new ArrayList<Entry>();
        List<String> lines = text.lines().toList();
        boolean headed = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (headed) {
                entries.add(entry(line, i + 1));
            }
            headed = true;
        }
        return new ChannelCatalogue(entries);
    }

    /** Every line, in its order. */
    public List<Entry> entries() {
        return all;
    }

    /** Whether there is a channel of this name in any unit. */
    boolean hasName(String channel) {
        return byName.containsKey(channel) || patterns.stream().anyMatch(pattern -> pattern.isNamed(channel));
    }

    /**
     * The entry whose unit is the given one, else one into whose unit it converts; with no unit given, the only one of its name.
     */
    public Optional<Entry> find(String channel, String unit) {
        List<Entry> named = byName.containsKey(channel)
                ? byName.get(channel)
                : patterns.stream().filter(pattern -> pattern.isNamed(channel)).toList();
        if (unit.isEmpty()) {
            return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
        }
        return named.stream()
                .filter(entry -> entry.spec().unit().equals(unit))
                .findFirst()
                .or(() -> named.stream()
                        .filter(entry -> Units.isConvertible(unit, entry.spec().unit()))
                        .findFirst());
    }

    /** The entry that a channel of another name could be: of the same quantity, with all values in its range; for people. */
    Optional<String> suggest(String channel, String unit, List<Double> samples) {
        String lower = channel.toLowerCase(Locale.ROOT);
        return all.stream()
                .filter(entry -> !entry.name().endsWith("*") && !unit.isEmpty())
                .filter(entry -> Units.isConvertible(unit, entry.spec().unit()))
                .filter(entry -> samples.stream().allMatch(sample -> fits(entry, sample, unit)))
                .min(Comparator.comparing(
                        (Entry entry) -> !lower.contains(entry.name().toLowerCase(Locale.ROOT))))
                .map(entry -> "%s (%s, %s … %s)"
                        .formatted(
                                entry.name(),
                                entry.spec().unit(),
                                entry.spec().min(),
                                entry.spec().max()));
    }

    private static boolean fits(Entry entry, double sample, String unit) {
        OptionalDouble value = Units.convert(sample, unit, entry.spec().unit());
        return value.isPresent() && entry.spec().contains(value.getAsDouble());
    }

    private static Entry entry(String line, int number) {
        String[] parts = line.split(";", -1);
        try {
            if (parts.length != COLUMNS) {
                throw new IllegalArgumentException("needs %d values, but has %d".formatted(COLUMNS, parts.length));
            }
            return new Entry(
                    parts[0],
                    new ChannelSpec(
                            parts[1],
                            ChannelSpec.Kind.valueOf(parts[2]),
                            Double.parseDouble(parts[3]),
                            Double.parseDouble(parts[4]),
                            parts[5].isEmpty()
                                    ? OptionalDouble.empty()
                                    : OptionalDouble.of(Double.parseDouble(parts[5]))),
                    parts[6],
                    parts[7]);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line %d of the catalogue: %s".formatted(number, e.getMessage()), e);
        }
    }
}
