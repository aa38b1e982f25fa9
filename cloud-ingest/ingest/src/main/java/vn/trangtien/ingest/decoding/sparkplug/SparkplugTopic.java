package vn.trangtien.ingest.decoding.sparkplug;

import java.util.Optional;

/**
 * {@code spBv1.0/group/type/node[/device]}, split and not yet judged.
 *
 * @param device empty for a message of the node itself
 */
record SparkplugTopic(String group, String type, String node, Optional<String> device) {

    static final String NAMESPACE = "spBv1.0/";

    /** Empty if the topic has another number of levels, or an empty one. */
    static Optional<SparkplugTopic> parse(String topic) {
        String[] level = topic.split("/", -1);
        if (level.length < 4 || level.length > 5) {
            return Optional.empty();
        }
        for (String part : level) {
            if (part.isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(new SparkplugTopic(
                level[1], level[2], level[3], level.length == 5 ? Optional.of(level[4]) : Optional.empty()));
    }
}
