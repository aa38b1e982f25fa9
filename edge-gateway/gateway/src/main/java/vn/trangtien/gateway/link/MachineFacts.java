package vn.trangtien.gateway.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The metrics of a birth certificate that describe machine and software; what is not known is {@code unknown}. */
public final class MachineFacts {

    private static final Logger LOG = LoggerFactory.getLogger(MachineFacts.class);
    private static final String UNKNOWN = "unknown";
    private static final String NOT_APPLICABLE = "n/a";
    private static final String FRAMEWORK = "TrangTien";

    private MachineFacts() {}

    /**
     * Looks at this machine.
     *
     * @param serialNumber identifies the hardware; empty to use the board's own
     * @param firmware version of the gateway's software
     * @param modelName empty to use the board's own
     */
    public static Map<String, String> find(String serialNumber, String firmware, String modelName) {
        Map<String, String> facts = new LinkedHashMap<>();
        String model = modelName.isEmpty() ? board("model").orElse(UNKNOWN) : modelName;
        facts.put("model_name", model);
        facts.put("model_id", model);
        facts.put("part_number", NOT_APPLICABLE);
        facts.put(
                "serial_number", serialNumber.isEmpty() ? board("serial-number").orElse(UNKNOWN) : serialNumber);
        facts.put("firmware_version", firmware);
        facts.put("bios_version", NOT_APPLICABLE);
        facts.put("cpu_version", UNKNOWN);
        facts.put("os", property("os.name"));
        facts.put("os_version", property("os.version"));
        facts.put("os_arch", property("os.arch"));
        facts.put("jvm_name", property("java.vm.name"));
        facts.put("jvm_version", property("java.vm.version") + " " + property("java.vm.info"));
        facts.put("jvm_vendor", property("java.vm.vendor"));
        facts.put("jvm_profile", property("java.vendor") + " " + property("java.version"));
        facts.put("jdk_vendor_version", property("java.vendor.version"));
        facts.put("kura_version", NOT_APPLICABLE);
        facts.put("application_framework", FRAMEWORK);
        facts.put("application_framework_version", firmware);
        facts.put("osgi_framework", NOT_APPLICABLE);
        facts.put("osgi_framework_version", NOT_APPLICABLE);
        network(facts);
        facts.put("available_processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("total_memory", Long.toString(Runtime.getRuntime().maxMemory() / 1024));
        facts.put("accept_encoding", "gzip");
        facts.put("application_ids", "W1,CAM-V1");
        facts.put("payload_encoding", "KURA_PROTOBUF");
        return facts;
    }

    private static void network(Map<String, String> facts) {
        List<String> names = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        try {
            for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
                if (network.isUp() && !network.isLoopback()) {
                    byte[] mac = network.getHardwareAddress();
                    String shown = mac == null
                            ? ""
                            : HexFormat.ofDelimiter(":").withUpperCase().formatHex(mac);
                    for (InetAddress address : network.inetAddresses().toList()) {
                        names.add("%s (%s)".formatted(network.getName(), shown));
                        addresses.add(address.getHostAddress());
                    }
                }
            }
        } catch (SocketException e) {
            LOG.debug("network=unreadable reason=\"{}\"", e.getMessage());
        }
        facts.put("connection_interface", names.isEmpty() ? UNKNOWN : String.join(",", names));
        facts.put("connection_ip", addresses.isEmpty() ? UNKNOWN : String.join(",", addresses));
    }

    private static String property(String name) {
        return System.getProperty(name, UNKNOWN);
    }

    /** What the device tree of a board says of it; ends with a zero byte there. */
    private static Optional<String> board(String name) {
        Path file = Path.of("/proc/device-tree", name);
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.US_ASCII)
                            .replace("\0", "")
                            .trim())
                    .filter(text -> !text.isEmpty());
        } catch (IOException e) {
            LOG.debug("file={} unreadable=\"{}\"", file, e.getMessage());
            return Optional.empty();
        }
    }
}
