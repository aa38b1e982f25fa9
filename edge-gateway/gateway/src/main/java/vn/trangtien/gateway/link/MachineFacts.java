package vn.trangtien.gateway.link;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metrics of a birth certificate that describe machine and software, in Kura's names. What does not exist here, or could not
 * be found, is {@code n/a}; modem and tamper switch are left out, as Kura does where there is none.
 */
public final class MachineFacts {

    /** STRING: the machine, as it was told when the gateway was enrolled. */
    public static final String HARDWARE_ID = "tt.hardware_id";
    /** STRING: version of the gateway's software. */
    public static final String SOFTWARE = "tt.software";

    private static final Logger LOG = LoggerFactory.getLogger(MachineFacts.class);
    private static final String NOT_AVAILABLE = "n/a";
    private static final String FRAMEWORK = "TrangTien";

    private MachineFacts() {}

    /**
     * Looks at this machine.
     *
     * @param hardwareId empty if it is not known; the metric is left out then
     * @param software version of the gateway
     * @param modelName empty to use the board's own
     */
    public static Map<String, String> find(String hardwareId, String software, String modelName) {
        return find(hardwareId, software, modelName, Board.ofThisMachine());
    }

    static Map<String, String> find(String hardwareId, String software, String modelName, Board board) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("model_name", modelName.isEmpty() ? known(board.model()) : modelName);
        facts.put("model_id", modelName.isEmpty() ? known(board.modelId()) : modelName);
        facts.put("part_number", known(board.partNumber()));
        facts.put("serial_number", known(board.serialNumber()));
        facts.put("firmware_version", software);
        facts.put("bios_version", known(board.biosVersion()));
        facts.put("cpu_version", known(board.processor()));
        facts.put("os", property("os.name"));
        facts.put("os_version", property("os.version"));
        facts.put("os_arch", property("os.arch"));
        facts.put("jvm_name", property("java.vm.name"));
        facts.put("jvm_version", property("java.vm.version") + " " + property("java.vm.info"));
        facts.put("jvm_vendor", property("java.vm.vendor"));
        facts.put("jvm_profile", property("java.vendor") + " " + property("java.version"));
        facts.put("jdk_vendor_version", property("java.vendor.version"));
        facts.put("kura_version", NOT_AVAILABLE);
        facts.put("application_framework", FRAMEWORK);
        facts.put("application_framework_version", software);
        facts.put("osgi_framework", NOT_AVAILABLE);
        facts.put("osgi_framework_version", NOT_AVAILABLE);
        network(facts);
        facts.put("available_processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put(
                "total_memory",
                Long.toString(board.memoryKilobytes()
                        .orElseGet(() -> Runtime.getRuntime().maxMemory() / 1024)));
        facts.put("accept_encoding", "gzip");
        facts.put("payload_encoding", "KURA_PROTOBUF");
        if (!hardwareId.isEmpty()) {
            facts.put(HARDWARE_ID, hardwareId);
        }
        facts.put(SOFTWARE, software);
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
        facts.put("connection_interface", names.isEmpty() ? NOT_AVAILABLE : String.join(",", names));
        facts.put("connection_ip", addresses.isEmpty() ? NOT_AVAILABLE : String.join(",", addresses));
    }

    private static String known(Optional<String> found) {
        return found.orElse(NOT_AVAILABLE);
    }

    private static String property(String name) {
        String value = System.getProperty(name, "");
        return value.isBlank() ? NOT_AVAILABLE : value;
    }
}
