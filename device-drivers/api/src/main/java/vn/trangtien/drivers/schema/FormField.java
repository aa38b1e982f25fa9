package vn.trangtien.drivers.schema;

import java.util.List;
import java.util.Optional;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.DriverDescriptor.Parameter;
import vn.trangtien.drivers.Text;

/**
 * One field of the form that asks for a driver's parameters.
 *
 * @param name of the parameter
 * @param label what is asked for
 * @param input which control a page shows
 * @param unit UCUM code shown behind the control
 * @param min smallest allowed number
 * @param max largest allowed number
 * @param choices of a SELECT
 * @param initial what the control shows at first, as a technician would write it
 * @param required whether an empty control is refused
 */
public record FormField(
        String name,
        Text label,
        Input input,
        Optional<String> unit,
        Optional<Number> min,
        Optional<Number> max,
        List<String> choices,
        Optional<String> initial,
        boolean required) {

    public FormField {
        choices = List.copyOf(choices);
    }

    /** Controls that every page toolkit has. */
    public enum Input {
        WHOLE_NUMBER,
        NUMBER,
        CHECKBOX,
        TEXT,
        SELECT,
        DURATION,
        NUMBER_PAIR,
        /** Rows of a name and its properties. */
        TABLE
    }

    /** The form of this driver, in the order in which its author wants to be asked. */
    public static List<FormField> of(DriverDescriptor descriptor) {
        return descriptor.parameters().stream().map(FormField::of).toList();
    }

    private static FormField of(Parameter parameter) {
        return new FormField(
                parameter.name(),
                parameter.description(),
                input(parameter),
                parameter.unit(),
                parameter.min().map(WrittenValue::plain),
                parameter.max().map(WrittenValue::plain),
                parameter.choices(),
                parameter.defaultValue().map(value -> String.valueOf(WrittenValue.of(parameter, value))),
                parameter.required());
    }

    private static Input input(Parameter parameter) {
        return switch (parameter.kind()) {
            case INTEGER -> Input.WHOLE_NUMBER;
            case NUMBER -> Input.NUMBER;
            case BOOLEAN -> Input.CHECKBOX;
            case TEXT -> Input.TEXT;
            case CHOICE -> Input.SELECT;
            case DURATION -> Input.DURATION;
            case NUMBER_PAIR -> Input.NUMBER_PAIR;
            case REGISTER_MAP, FIELD_MAP -> Input.TABLE;
        };
    }
}
