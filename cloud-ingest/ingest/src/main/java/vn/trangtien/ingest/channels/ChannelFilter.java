package vn.trangtien.ingest.channels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.trangtien.events.ChannelRef;

/**
 * Which channels are meant; what is null or empty does not narrow.
 *
 * @param gateway {@code account/gateway}
 * @param asset device within the gateway
 * @param channel name of the channel, the same on every device
 * @param paths channels one by one, {@code account/gateway/asset/channel}
 */
public record ChannelFilter(
        @Nullable Standing standing,
        @Nullable String gateway,
        @Nullable String asset,
        @Nullable String channel,
        List<ChannelRef> paths) {

    private static final int PARTS = 4;
    private static final int MOST = 1_000;

    public ChannelFilter {
        paths = List.copyOf(paths);
        if (paths.size() > MOST) {
            throw new IllegalArgumentException(
                    "channels: tối đa %1$d, nhưng có %2$d / at most %1$d, but has %2$d".formatted(MOST, paths.size()));
        }
    }

    /** The network's door. @throws IllegalArgumentException naming field, value and rule in both languages */
    public static ChannelFilter of(
            @Nullable String standing,
            @Nullable String gateway,
            @Nullable String asset,
            @Nullable String channel,
            @Nullable List<String> paths) {
        return new ChannelFilter(
                standing == null || standing.isBlank() ? null : standing(standing),
                text("gateway", gateway),
                text("asset", asset),
                text("channel", channel),
                paths == null
                        ? List.of()
                        : paths.stream().map(ChannelFilter::path).toList());
    }

    static Standing standing(String name) {
        return Arrays.stream(Standing.values())
                .filter(standing -> standing.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "standing phải là một trong %1$s, nhưng là '%2$s' / standing must be one of %1$s, but was '%2$s'"
                                .formatted(Arrays.toString(Standing.values()), name)));
    }

    /** The same, narrowed to one standing. */
    public ChannelFilter in(Standing wanted) {
        return new ChannelFilter(wanted, gateway, asset, channel, paths);
    }

    /** Whether it narrows but by standing. */
    public boolean isEverything() {
        return gateway == null && asset == null && channel == null && paths.isEmpty();
    }

    /** For the audit. */
    String inWords() {
        var words = new ArrayList<String>();
        add(words, "standing", standing);
        add(words, "gateway", gateway);
        add(words, "asset", asset);
        add(words, "channel", channel);
        if (!paths.isEmpty()) {
            words.add(paths.stream().limit(20).map(ChannelRef::path).toList() + (paths.size() > 20 ? "…" : ""));
        }
        return words.isEmpty() ? "all" : String.join(" ", words);
    }

    /** A condition over {@code ingest.channel c} that holds no text of a user, and the texts beside it. */
    record Where(String condition, Map<String, Object> parameters) {}

    Where where() {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        if (standing != null) {
            conditions.add("c.standing = :standing");
            parameters.put("standing", standing.name());
        }
        equal(conditions, parameters, "c.account || '/' || c.gateway", "gateway", gateway);
        equal(conditions, parameters, "c.asset", "asset", asset);
        equal(conditions, parameters, "c.channel", "channel", channel);
        if (!paths.isEmpty()) {
            conditions.add("c.account || '/' || c.gateway || '/' || c.asset || '/' || c.channel in (:paths)");
            parameters.put("paths", paths.stream().map(ChannelRef::path).toList());
        }
        return new Where(conditions.isEmpty() ? "true" : String.join(" and ", conditions), parameters);
    }

    private static void equal(
            List<String> conditions,
            Map<String, Object> parameters,
            String column,
            String name,
            @Nullable String value) {
        if (value != null) {
            conditions.add(column + " = :" + name);
            parameters.put(name, value);
        }
    }

    private static void add(List<String> words, String name, @Nullable Object value) {
        if (value != null) {
            words.add(name + "=" + value);
        }
    }

    private static @Nullable String text(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > 300 || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "%1$s: tối đa 300 ký tự / %1$s: at most 300 characters".formatted(field));
        }
        return text.strip();
    }

    private static ChannelRef path(String path) {
        String[] parts = path.split("/", -1);
        if (parts.length != PARTS || path.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "channels: phải là địa bàn/gateway/thiết bị/kênh, nhưng là '%1$s' / must be account/gateway/asset/channel, but was '%1$s'"
                            .formatted(path));
        }
        return new ChannelRef(parts[0], parts[1], parts[2], parts[3]);
    }
}
