package vn.trangtien.sim.model;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vn.trangtien.sim.model.RegisterTable.Form;
import vn.trangtien.sim.model.RegisterTable.Layout;

/** One register as a technician wrote it: {@code { at: 0x0000, type: float32, unit: V }}. */
record WrittenRegister(
        int at,
        Form form,
        boolean lowFirst,
        double scale,
        double offset,
        String unit,
        Optional<Double> min,
        Optional<Double> max) {

    static final String LOW_FIRST = "low-first";

    private static final Map<String, Form> FORMS = Map.of(
            "float32", Form.FLOAT32,
            "uint16", Form.UINT16,
            "int16", Form.INT16,
            "uint32", Form.UINT32,
            "int32", Form.INT32);

    /**
     * All of a map, by channel.
     *
     * @param lowFirst order of the words where a register says nothing
     * @throws IllegalArgumentException naming channel, key, value and rule
     */
    static Map<String, WrittenRegister> all(Map<?, ?> written, boolean lowFirst) {
        var registers = new TreeMap<String, WrittenRegister>();
        written.forEach((name, value) -> {
            if (!(value instanceof Map<?, ?> entry)) {
                throw new IllegalArgumentException(
                        "registers.%s must be a map with at and type, but was '%s'".formatted(name, value));
            }
            registers.put(String.valueOf(name), of(String.valueOf(name), entry, lowFirst));
        });
        return registers;
    }

    private static WrittenRegister of(String name, Map<?, ?> entry, boolean lowFirst) {
        String type = entry.get("type") instanceof String text ? text : "uint16";
        Form form = FORMS.get(type);
        if (form == null) {
            throw new IllegalArgumentException("registers.%s.type must be one of %s to be simulated, but was '%s'"
                    .formatted(name, new TreeMap<>(FORMS).keySet(), type));
        }
        double at = number(name, entry, "at")
                .orElseThrow(() -> new IllegalArgumentException(
                        "registers.%s.at is missing; write the number of the register".formatted(name)));
        return new WrittenRegister(
                (int) at,
                form,
                entry.get("wordOrder") instanceof String order ? order.equals(LOW_FIRST) : lowFirst,
                number(name, entry, "scale").orElse(1.0),
                number(name, entry, "offset").orElse(0.0),
                entry.get("unit") instanceof String unit ? unit : "",
                number(name, entry, "min"),
                number(name, entry, "max"));
    }

    Layout layout() {
        return lowFirst ? form.lowFirst() : form;
    }

    private static Optional<Double> number(String name, Map<?, ?> entry, String key) {
        return Optional.ofNullable(entry.get(key)).map(value -> {
            if (value instanceof Number number) {
                return number.doubleValue();
            }
            throw new IllegalArgumentException(
                    "registers.%s.%s must be a number, but was '%s'".formatted(name, key, value));
        });
    }
}
