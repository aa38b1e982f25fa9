package vn.trangtien.gateway.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Linux tells of the machine: the device tree of a board such as a Raspberry Pi, or the DMI tables of a PC. Empty where the
 * machine says nothing, or only what its maker forgot to fill in.
 */
final class Board {

    private static final Logger LOG = LoggerFactory.getLogger(Board.class);

    /** What makers leave in their tables. */
    private static final Set<String> MEANINGLESS = Set.of(
            "none",
            "n/a",
            "not specified",
            "not applicable",
            "default string",
            "to be filled by o.e.m.",
            "0",
            "unknown");

    private final Path root;

    /** @param root where {@code proc} and {@code sys} are */
    Board(Path root) {
        this.root = root;
    }

    static Board ofThisMachine() {
        return new Board(Path.of("/"));
    }

    Optional<String> model() {
        return text("proc/device-tree/model").or(() -> dmi("product_name"));
    }

    /** The first name by which the kernel knows the board, for example {@code raspberrypi,4-model-b}. */
    Optional<String> modelId() {
        return text("proc/device-tree/compatible").or(() -> dmi("board_name")).or(this::model);
    }

    Optional<String> partNumber() {
        return dmi("product_sku");
    }

    /** Serial numbers of PCs are readable by root alone. */
    Optional<String> serialNumber() {
        return text("proc/device-tree/serial-number").or(() -> dmi("product_serial"));
    }

    Optional<String> biosVersion() {
        return dmi("bios_version");
    }

    Optional<String> processor() {
        return labelled("proc/cpuinfo", "model name").or(() -> labelled("proc/cpuinfo", "Hardware"));
    }

    Optional<Long> memoryKilobytes() {
        return labelled("proc/meminfo", "MemTotal")
                .map(value -> value.replaceAll("\\D", ""))
                .filter(digits -> !digits.isEmpty() && digits.length() < 16)
                .map(Long::valueOf);
    }

    private Optional<String> dmi(String name) {
        return text("sys/class/dmi/id/" + name);
    }

    /** A file with one text; those of a device tree may hold several, each with a zero byte at its end. */
    private Optional<String> text(String name) {
        return read(name)
                .map(content -> content.split("\0", 2)[0].strip())
                .filter(content -> !content.isEmpty() && !MEANINGLESS.contains(content.toLowerCase()));
    }

    private Optional<String> labelled(String name, String label) {
        List<String> lines = read(name).map(content -> content.lines().toList()).orElse(List.of());
        return lines.stream()
                .filter(line -> line.startsWith(label) && line.contains(":"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private Optional<String> read(String name) {
        Path file = root.resolve(name);
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.debug("file={} unreadable=\"{}\"", file, e.getMessage());
            return Optional.empty();
        }
    }
}
