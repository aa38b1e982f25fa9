package vn.trangtien.gateway.enrol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which board this is: {@code <SoC serial or machine-id digest>-<MAC digest>}. A memory card that is put into another board thus
 * says so. The machine-id itself never leaves the machine, as machine-id(5) asks; the MAC of a network card that can be pulled
 * out counts only if there is no other.
 */
public final class HardwareId {

    private static final Pattern CPU_SERIAL = Pattern.compile("(?m)^Serial\\s*:\\s*([0-9a-fA-F]{8,16})\\s*$");
    private static final int LONGEST_READ = 4096;
    private static final int MACHINE_DIGITS = 16;
    private static final int MAC_DIGITS = 12;

    private final Path root;

    private HardwareId(Path root) {
        this.root = root;
    }

    /** The board under this program; found anew each time, never remembered. */
    public static String ofThisMachine() {
        return in(Path.of("/"));
    }

    /** As if the folder were the root of the file system. */
    static String in(Path root) {
        var machine = new HardwareId(root);
        return machine.board() + "-" + machine.network();
    }

    private String board() {
        Optional<String> serial = text("proc/device-tree/serial-number")
                .or(() -> text("proc/cpuinfo").flatMap(HardwareId::cpuSerial))
                .map(found -> found.replaceAll("[^0-9A-Za-z]", "").toLowerCase(Locale.ROOT))
                .filter(found -> found.length() >= 8 && !found.matches("0+"));
        return serial.or(() -> text("etc/machine-id")
                        .map(id -> digest("trangtien-machine:" + id).substring(0, MACHINE_DIGITS)))
                .orElse("unknown");
    }

    private static Optional<String> cpuSerial(String cpuinfo) {
        Matcher line = CPU_SERIAL.matcher(cpuinfo);
        return line.find() ? Optional.of(line.group(1)) : Optional.empty();
    }

    /** The first card that is built in, else the first of all; cards without a device behind them are made by software. */
    private String network() {
        Path cards = root.resolve("sys/class/net");
        if (!Files.isDirectory(cards)) {
            return "nonet";
        }
        try (Stream<Path> all = Files.list(cards)) {
            List<Path> physical = all.filter(card -> Files.exists(card.resolve("device")))
                    .sorted(Comparator.comparing(HardwareId::isPluggable)
                            .thenComparing(card -> !name(card).startsWith("e"))
                            .thenComparing(HardwareId::name))
                    .toList();
            for (Path card : physical) {
                Optional<String> mac = read(card.resolve("address"));
                if (mac.isPresent() && !mac.get().matches("[0:]*")) {
                    return digest("trangtien-mac:" + mac.get().toLowerCase(Locale.ROOT))
                            .substring(0, MAC_DIGITS);
                }
            }
        } catch (IOException unreadable) {
            return "nonet";
        }
        return "nonet";
    }

    private static boolean isPluggable(Path card) {
        try {
            return card.resolve("device").toRealPath().toString().contains("/usb");
        } catch (IOException gone) {
            return true;
        }
    }

    private static String name(Path card) {
        return String.valueOf(card.getFileName());
    }

    private Optional<String> text(String path) {
        return read(root.resolve(path));
    }

    private static Optional<String> read(Path file) {
        try (var in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(LONGEST_READ), StandardCharsets.UTF_8)
                    .replace("\0", "")
                    .strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
