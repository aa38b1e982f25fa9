package vn.trangtien.gateway.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names of the rules that hold, one a line, exchanged as a whole. Not thread-safe. */
public final class RuleFile implements RuleMemory {

    private static final Logger LOG = LoggerFactory.getLogger(RuleFile.class);

    private final Path file;

    public RuleFile(Path file) {
        this.file = file;
    }

    @Override
    public Set<String> held() {
        if (!Files.exists(file)) {
            return Set.of();
        }
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            LOG.warn("file={} rules=forgotten reason=\"{}\"", file, e.toString());
            return Set.of();
        }
    }

    @Override
    public void remember(Set<String> held) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(fresh, new TreeSet<>(held));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // A full disk must not stop a siren; after a restart the rule is told once more at worst.
            LOG.warn("file={} rules=not-kept reason=\"{}\"", file, e.toString());
        }
    }
}
