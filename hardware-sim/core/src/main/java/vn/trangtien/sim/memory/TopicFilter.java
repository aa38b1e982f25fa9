package vn.trangtien.sim.memory;

/** MQTT's wildcards: {@code +} is one level, {@code #} at the end is this level and all below. */
public record TopicFilter(String filter) {

    public boolean matches(String topic) {
        String[] wanted = filter.split("/", -1);
        String[] given = topic.split("/", -1);
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("#")) {
                return true;
            }
            if (i >= given.length || !(wanted[i].equals("+") || wanted[i].equals(given[i]))) {
                return false;
            }
        }
        return wanted.length == given.length;
    }
}
