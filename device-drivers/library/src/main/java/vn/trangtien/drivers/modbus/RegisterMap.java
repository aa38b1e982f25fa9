package vn.trangtien.drivers.modbus;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceConfig;

/**
 * What to ask a device for and how to understand it.
 *
 * @param function 3 for holding registers, 4 for input registers
 * @param maxGap unused registers that may be read along
 * @param maxBlock longest request that the device answers
 * @param registers in the order of their addresses
 */
record RegisterMap(int function, int maxGap, int maxBlock, List<Register> registers) {

    static final int HIGHEST_GAP = 124;
    static final int SHORTEST_BLOCK = 2;
    static final int LONGEST_BLOCK = 125;
    static final int USUAL_FUNCTION = ReadRequest.INPUT;
    static final int USUAL_GAP = 8;
    static final int USUAL_BLOCK = 80;

    private static final Set<String> FILE_KEYS = new TreeSet<>(
            List.of("title", "source", "factory", "function", "wordOrder", "maxBlock", "maxGap", "registers"));
    private static final List<String> SAID_BY_THE_FILE = List.of("function", "wordOrder");
    private static final String EXAMPLE = "name: { at: 0x0000, type: float32, unit: V }";

    RegisterMap {
        registers = List.copyOf(registers);
    }

    /**
     * The map of a device.
     *
     * @param given as the technician wrote it, without defaults
     * @throws ConfigException naming the place, the rule and the value of what is wrong
     */
    static RegisterMap of(DeviceConfig given) {
        String params = "devices.%s.params.".formatted(given.id());
        var written = new Written(key -> params + key, "", given.params());
        boolean named = written.has("map");
        if (named == written.has("registers")) {
            throw new ConfigException(
                    "%smap or %sregisters must be there, but %s; write map: sdm120, or the path of a .yaml file, or the registers themselves"
                            .formatted(params, params, named ? "both are" : "neither is"));
        }
        return named ? ofFile(written, params) : ofSection(written, written, USUAL_GAP, USUAL_BLOCK);
    }

    private static RegisterMap ofFile(Written device, String params) {
        for (String key : SAID_BY_THE_FILE) {
            if (device.has(key)) {
                throw device.wrongName(key, "is said by the map; remove it here");
            }
        }
        Written file = MapFile.read(device.text("map", "a shipped map or the path of a .yaml file"), params + "map");
        file.only(FILE_KEYS);
        if (file.bilingual("title").isEmpty()) {
            throw file.missing("title", "{ vi: \"…\", en: \"…\" }");
        }
        file.text("source", "the manual that the map was taken from");
        file.bilingual("factory");
        if (!file.has("function")) {
            throw file.missing("function", "3 for holding registers, 4 for input registers");
        }
        return ofSection(
                file,
                device,
                file.whole("maxGap", 0, HIGHEST_GAP).orElse(USUAL_GAP),
                file.whole("maxBlock", SHORTEST_BLOCK, LONGEST_BLOCK).orElse(USUAL_BLOCK));
    }

    private static RegisterMap ofSection(Written section, Written device, int usualGap, int usualBlock) {
        int function = section.whole("function", ReadRequest.HOLDING, ReadRequest.INPUT)
                .orElse(USUAL_FUNCTION);
        return new RegisterMap(
                function,
                device.whole("maxGap", 0, HIGHEST_GAP).orElse(usualGap),
                device.whole("maxBlock", SHORTEST_BLOCK, LONGEST_BLOCK).orElse(usualBlock),
                RegisterReader.read(
                        section.section("registers", EXAMPLE), RegisterReader.isHighWordFirst(section, true)));
    }
}
