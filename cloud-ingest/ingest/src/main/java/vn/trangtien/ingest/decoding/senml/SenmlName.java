package vn.trangtien.ingest.decoding.senml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.trangtien.ingest.decoding.Samples;

/**
 * Asset and channel of a SenML name. A resolved name is one text, of which only the sender knows the parts, so the rule looks at
 * nothing else; the same name always means the same channel, however it was divided into base name and name.
 *
 * <ol>
 *   <li>A device identifier (RFC 9039), {@code urn:dev:kind:id}, is the asset; what follows it after {@code _ : /} is the channel.
 *   <li>Otherwise the last {@code /} divides asset and channel, or if there is none, the last {@code :}.
 *   <li>Otherwise the name is a channel of the gateway itself, asset {@code node}.
 * </ol>
 *
 * A name that ends at the device is its channel {@code value}; further slashes become dots, because names are parts of paths.
 */
record SenmlName(String asset, String channel) {

    /** RFC 8428, 4.5.1. */
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:./_-]*");

    private static final Pattern DEVICE = Pattern.compile("(urn:dev:[a-z0-9-]+:[A-Za-z0-9.-]+)(?:[_:/](.*))?");
    private static final String UNNAMED = "value";

    static boolean isAllowed(String name) {
        return ALLOWED.matcher(name).matches();
    }

    static SenmlName of(String name) {
        Matcher device = DEVICE.matcher(name);
        if (device.matches()) {
            return new SenmlName(device.group(1), channel(device.group(2) == null ? "" : device.group(2)));
        }
        int cut = name.lastIndexOf('/') >= 0 ? name.lastIndexOf('/') : name.lastIndexOf(':');
        return cut < 0
                ? new SenmlName(Samples.GATEWAY, name)
                : new SenmlName(name.substring(0, cut).replace('/', '.'), channel(name.substring(cut + 1)));
    }

    private static String channel(String rest) {
        return rest.isEmpty() ? UNNAMED : rest.replace('/', '.');
    }
}
