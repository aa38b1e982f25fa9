package vn.trangtien.gateway.page;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which {@code Host} a request may name. A page elsewhere can have its own name point to this address (DNS rebinding) and would
 * then be of the same origin; addresses in figures cannot be pointed, and our own names are known.
 */
final class HostNames {

    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");
    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-fA-F:.]+]");

    private final Set<String> names;
    private final boolean addresses;

    private HostNames(Set<String> names, boolean addresses) {
        this.names = names;
        this.addresses = addresses;
    }

    static HostNames loopback() {
        return new HostNames(Set.of("localhost", "127.0.0.1", "[::1]"), false);
    }

    static HostNames network(String gateway) {
        String name = gateway.toLowerCase(Locale.ROOT);
        return new HostNames(Set.of("localhost", name, name + ".local", name + ".lan"), true);
    }

    boolean isOurs(String host) {
        String name = PORT.matcher(host.toLowerCase(Locale.ROOT)).replaceFirst("");
        return names.contains(name)
                || (addresses
                        && (IPV4.matcher(name).matches() || IPV6.matcher(name).matches()));
    }
}
