package vn.trangtien.sim.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.sim.model.RegisterTable.Form;

/**
 * The registers of an instrument as somebody wrote them down.
 *
 * @param registers by channel
 * @param function that reads them; empty if nothing is said
 */
record WrittenMap(Map<String, WrittenRegister> registers, Optional<Integer> function) {

    /** What stands in the configuration itself. */
    static WrittenMap inline(DeviceConfig device) {
        return of(device.params());
    }

    /**
     * A file of the customer.
     *
     * @throws IllegalArgumentException if it is neither a readable map nor one of the shipped names
     */
    static WrittenMap file(String path, Set<String> shipped) {
        try {
            String text = Files.readString(Path.of(path));
            var load = new Load(LoadSettings.builder()
                    .setLabel(path)
                    .setSchema(new CoreSchema())
                    .build());
            if (load.loadFromString(text) instanceof Map<?, ?> written) {
                return of(written);
            }
            throw new IllegalArgumentException(
                    "the register map %s must be a map with registers, but is none".formatted(path));
        } catch (IOException | YamlEngineException e) {
            throw new IllegalArgumentException(
                    "a register map must be one of %s or a file that can be read, but was '%s' (%s)"
                            .formatted(new TreeSet<>(shipped), path, e),
                    e);
        }
    }

    private static WrittenMap of(Map<?, ?> written) {
        if (!(written.get("registers") instanceof Map<?, ?> registers)) {
            throw new IllegalArgumentException("registers must be a map of channels, but was '%s'"
                    .formatted(String.valueOf((Object) written.get("registers"))));
        }
        boolean lowFirst = WrittenRegister.LOW_FIRST.equals(written.get("wordOrder"));
        Optional<Integer> function =
                written.get("function") instanceof Number number ? Optional.of(number.intValue()) : Optional.empty();
        return new WrittenMap(WrittenRegister.all(registers, lowFirst), function);
    }

    /** Both reading functions if nothing is said. */
    List<Integer> functions() {
        return function.map(List::of).orElse(List.of(RegisterTable.HOLDING, RegisterTable.INPUT));
    }

    /** Whether everything is read as those meters are. */
    boolean looksLikeSdm() {
        return functions().contains(RegisterTable.INPUT)
                && registers.values().stream()
                        .allMatch(register -> register.form() == Form.FLOAT32 && !register.lowFirst());
    }
}
